//! JSON within a page or a script: data that no browser takes for markup.

use serde::Serialize;

/// `value` as text that may stand in a `<script>`: nothing in it ends that element or opens a comment. Values are of
/// structs, lists and texts, which JSON can always say.
pub(crate) fn for_script(value: &impl Serialize) -> String {
    let text = serde_json::to_string(value).unwrap_or_default();
    text.replace('<', "\\u003c").replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_data_can_end_the_element_that_it_stands_in() {
        let text = for_script(&"</script><!-- \" \u{2028}");
        assert_eq!(text, r#""\u003c/script>\u003c!-- \" \u2028""#);
        assert_eq!(serde_json::from_str::<String>(&text).unwrap(), "</script><!-- \" \u{2028}");
    }
}
