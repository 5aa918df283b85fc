//! What takes the place of a match of a regular expression, in the notation of most editors: `$1` to `$99` for groups,
//! `$&` for the match, `$$` for a dollar sign; `\n` and `\t`.

use regex::Captures;

/// The template with what `captures` caught. What names nothing stays as it is.
pub(super) fn filled(template: &str, captures: &Captures<'_>) -> String {
    let mut filled = String::with_capacity(template.len());
    let mut rest = template;
    while let Some(at) = rest.find(['$', '\\']) {
        filled += &rest[..at];
        let (words, length) = special(&rest[at..], captures).unwrap_or((&rest[at..=at], 1));
        filled += words;
        rest = &rest[at + length..];
    }
    filled + rest
}

/// What a template says at its start, and in how many bytes.
fn special<'w>(template: &str, captures: &'w Captures<'_>) -> Option<(&'w str, usize)> {
    let mut characters = template.chars();
    let words = match (characters.next()?, characters.next()?) {
        ('\\', 'n' | 'r') => "\n",
        ('\\', 't') => "\t",
        ('\\', '\\') => "\\",
        ('$', '$') => "$",
        ('$', '&') => captures.get(0)?.as_str(),
        ('$', '0'..='9') => return group(template, captures),
        _ => return None,
    };
    Some((words, 2))
}

/// The group with the longest number that there is: `$12` is the first one and a 2 where there are fewer than twelve.
fn group<'w>(template: &str, captures: &'w Captures<'_>) -> Option<(&'w str, usize)> {
    let digits = template[1..].bytes().take(2).take_while(u8::is_ascii_digit).count();
    (1..=digits).rev().find_map(|digits| {
        let number: usize = template[1..=digits].parse().ok()?;
        let exists = (1..captures.len()).contains(&number);
        exists.then(|| (captures.get(number).map_or("", |group| group.as_str()), 1 + digits))
    })
}
