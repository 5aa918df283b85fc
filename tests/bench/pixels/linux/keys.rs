//! Keys, and the pixels that they change.

use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Result, bail};

use super::places::Places;
use super::screen::{BACK_SPACE, DEADLINE, Picture, Screen, differ};
use super::timings::Timings;

/// How many letters stand in a line before they are deleted again: fewer than would wrap.
const LONGEST: usize = 20;
/// Between two looks. Shorter pauses take the processor from the app.
const PAUSE: Duration = Duration::from_micros(150);
/// Both places are still when they have not changed for so long.
const STILL: Duration = Duration::from_millis(60);
/// Between two keys of a burst: twelve in a second.
const BEAT: Duration = Duration::from_micros(1_000_000 / 12);

/// The letters that were typed into the article.
#[derive(Default)]
pub(crate) struct Line {
    letters: String,
    typed: usize,
}

impl Line {
    /// The next letter. Neighbours differ, so that a letter that is lost is missed.
    fn next(&mut self) -> char {
        let letter = char::from(b"kiseturnoma"[self.typed % 11]);
        self.typed += 1;
        self.letters.push(letter);
        letter
    }

    /// Types so many letters, as a fast writer would.
    pub(crate) fn type_on(&mut self, screen: &Screen, letters: usize) -> Result<()> {
        let letters: String = (0..letters).map(|_| self.next()).collect();
        screen.type_letters(&letters)
    }

    /// Deletes everything that was typed.
    pub(crate) fn clear(&mut self, screen: &Screen) -> Result<()> {
        while self.letters.pop().is_some() {
            screen.press(&[BACK_SPACE])?;
            thread::sleep(Duration::from_millis(30));
        }
        Ok(())
    }
}

/// How long single keys took to be seen.
#[derive(Default)]
pub(crate) struct Keys {
    pub(crate) editor: Timings,
    pub(crate) preview: Timings,
    /// From one look at the screen to the next.
    pub(crate) looks: Timings,
}

/// Types `count` letters, each when the one before has long been seen in both places.
pub(crate) fn one_by_one(screen: &Screen, places: &Places, count: usize) -> Result<Keys> {
    let (mut keys, mut line) = (Keys::default(), Line::default());
    for key in 0..count {
        if line.letters.len() == LONGEST {
            screen.after(|screen| line.clear(screen))?;
        }
        // From 150 to 250 ms, in no rhythm.
        thread::sleep(Duration::from_millis(150 + (key as u64 * 37) % 101).saturating_sub(STILL));
        let before = still(screen, places)?;
        keys.one(screen, places, &before, line.next())?;
    }
    screen.after(|screen| line.clear(screen))?;
    Ok(keys)
}

impl Keys {
    fn one(&mut self, screen: &Screen, places: &Places, before: &[Picture; 2], letter: char) -> Result<()> {
        let mut seen = [None; 2];
        let began = Instant::now();
        screen.press(&[letter.into()])?;
        let mut looked = began;
        while began.elapsed() < DEADLINE {
            let now = screen.look([places.editor, places.preview])?;
            self.looks.add(looked.elapsed());
            looked = Instant::now();
            for (seen, (now, before)) in seen.iter_mut().zip(now.iter().zip(before)) {
                if seen.is_none() && differ(now, before) {
                    *seen = Some(looked - began);
                }
            }
            if let [Some(editor), Some(preview)] = seen {
                self.editor.add(editor);
                self.preview.add(preview);
                return Ok(());
            }
            thread::sleep(PAUSE);
        }
        bail!("a key was never seen: editor {:?}, preview {:?}", seen[0], seen[1])
    }
}

/// Waits until both places have not changed for a while, and shows them.
fn still(screen: &Screen, places: &Places) -> Result<[Picture; 2]> {
    let began = Instant::now();
    let (mut last, mut since) = (screen.look([places.editor, places.preview])?, Instant::now());
    while since.elapsed() < STILL {
        thread::sleep(Duration::from_millis(5));
        let now = screen.look([places.editor, places.preview])?;
        if now.iter().zip(&last).any(|(now, last)| differ(now, last)) {
            (last, since) = (now, Instant::now());
        }
        if began.elapsed() > DEADLINE {
            bail!("the panes do not come to rest");
        }
    }
    Ok(last)
}

/// What was seen while keys came without a pause.
#[derive(Default)]
pub(crate) struct Burst {
    /// The longest time in which the editor did not change. Without any stall it is the time between two keys.
    pub(crate) editor: Duration,
    /// The same for the preview.
    pub(crate) preview: Duration,
    /// The letters that must stand in the article now.
    pub(crate) left: String,
}

/// Types and deletes by turns for `time`, twelve keys in a second, whatever the app does.
pub(crate) fn burst(screen: &Screen, places: &Places, time: Duration) -> Result<Burst> {
    let (mut line, mut deleting) = (Line::default(), false);
    let mut panes = Panes { seen: still(screen, places)?, changed: [Instant::now(); 2], gaps: [Duration::ZERO; 2] };
    let began = Instant::now();
    let mut due = Duration::ZERO;
    while due < time {
        if began.elapsed() >= due {
            deleting = if deleting { !line.letters.is_empty() } else { line.letters.len() == LONGEST };
            let key = if deleting { line.letters.pop().map(|_| BACK_SPACE) } else { None };
            screen.press(&[key.unwrap_or_else(|| line.next().into())])?;
            due += BEAT;
        }
        panes.look(screen, places)?;
        thread::sleep(PAUSE);
    }
    panes.settle(screen, places)?;
    let [editor, preview] = panes.gaps;
    Ok(Burst { editor, preview, left: line.letters })
}

/// Both panes while they change.
struct Panes {
    seen: [Picture; 2],
    changed: [Instant; 2],
    gaps: [Duration; 2],
}

impl Panes {
    fn look(&mut self, screen: &Screen, places: &Places) -> Result<()> {
        let now = screen.look([places.editor, places.preview])?;
        let time = Instant::now();
        for (pane, picture) in now.into_iter().enumerate() {
            if differ(&picture, &self.seen[pane]) {
                self.gaps[pane] = self.gaps[pane].max(time - self.changed[pane]);
                self.seen[pane] = picture;
                self.changed[pane] = time;
            }
        }
        Ok(())
    }

    /// Goes on looking until neither pane has changed for a second: what is shown late is a gap too.
    fn settle(&mut self, screen: &Screen, places: &Places) -> Result<()> {
        let began = Instant::now();
        let last = |panes: &Self| panes.changed.into_iter().max();
        while last(self).is_some_and(|changed| changed.elapsed() < Duration::from_secs(1)) && began.elapsed() < DEADLINE
        {
            self.look(screen, places)?;
            thread::sleep(PAUSE);
        }
        Ok(())
    }
}
