//! Where on the screen typed letters appear.

use std::thread;
use std::time::Duration;

use anyhow::{Result, bail};

use super::app::App;
use super::keys::Line;
use super::screen::{Area, DEADLINE, DEPTH, Screen, differ, edges};

/// Changes nearer to each other than this, in pixels, belong together: the letters of a line, not two lines.
const NEAR: usize = 10;
/// Narrower changes are counters and scroll bars.
const NARROWEST: u16 = 60;

/// The preview may scroll to the place at first, and a busy machine be late.
const ATTEMPTS: usize = 5;

/// The editor's line and the preview's line in which letters appear.
pub(crate) struct Places {
    pub(crate) editor: Area,
    pub(crate) preview: Area,
}

impl Places {
    /// Types, looks what changes, and deletes again. The cursor stands at the end of a line.
    pub(crate) fn find(screen: &Screen) -> Result<Self> {
        let mut changed = Vec::new();
        for _ in 0..ATTEMPTS {
            changed = typing_changes(screen)?;
            if let [editor, preview] = changed[..] {
                return Ok(Self { editor: with_room(editor, screen.whole), preview: with_room(preview, screen.whole) });
            }
        }
        bail!("typing changed these places, which should be two: {changed:?}")
    }
}

/// Where a dozen letters change the screen, from left to right.
fn typing_changes(screen: &Screen) -> Result<Vec<Area>> {
    let mut line = Line::default();
    let before = screen.after(|screen| line.type_on(screen, 4))?;
    let after = screen.after(|screen| line.type_on(screen, 12))?;
    screen.after(|screen| line.clear(screen))?;
    let mut changed = changes(&before, &after, screen.whole.width.into());
    changed.retain(|area| area.width >= NARROWEST);
    changed.sort_by_key(|area| area.x);
    Ok(changed)
}

/// The area of a dozen letters, with room before it for the first ones and behind it for more.
fn with_room(area: Area, whole: Area) -> Area {
    let x = area.x.saturating_sub(area.width / 2);
    Area { x, width: (area.width * 5 / 2).min(whole.width - x), ..area }
}

/// The boxes around what differs between two pictures of the same size.
fn changes(before: &[u8], after: &[u8], width: usize) -> Vec<Area> {
    let pixels = before.chunks_exact(DEPTH).zip(after.chunks_exact(DEPTH)).enumerate();
    let mut boxes: Vec<[usize; 4]> = Vec::new();
    for (index, _) in pixels.filter(|(_, (before, after))| differ(before, after)) {
        let (x, y) = (index % width, index / width);
        let near = |&[left, top, right, bottom]: &[usize; 4]| {
            x + NEAR >= left && x <= right + NEAR && y + NEAR >= top && y <= bottom + NEAR
        };
        match boxes.iter_mut().find(|area| near(area)) {
            Some(area) => *area = [area[0].min(x), area[1].min(y), area[2].max(x), area[3].max(y)],
            None => boxes.push([x, y, x, y]),
        }
    }
    let pixels = |number: usize| u16::try_from(number).unwrap_or(u16::MAX);
    merged(boxes)
        .into_iter()
        .map(|[left, top, right, bottom]| Area {
            x: pixels(left),
            y: pixels(top),
            width: pixels(right - left + 1),
            height: pixels(bottom - top + 1),
        })
        .collect()
}

/// Rows are read from left to right, so that two boxes may grow towards each other.
fn merged(mut boxes: Vec<[usize; 4]>) -> Vec<[usize; 4]> {
    let near = |a: &[usize; 4], b: &[usize; 4]| {
        a[0] <= b[2] + NEAR && b[0] <= a[2] + NEAR && a[1] <= b[3] + NEAR && b[1] <= a[3] + NEAR
    };
    let mut whole: Vec<[usize; 4]> = Vec::new();
    while let Some(mut area) = boxes.pop() {
        while let Some(index) = boxes.iter().position(|other| near(&area, other)) {
            let other = boxes.swap_remove(index);
            area = [area[0].min(other[0]), area[1].min(other[1]), area[2].max(other[2]), area[3].max(other[3])];
        }
        whole.push(area);
    }
    whole
}

/// A column of each pane, in which the text at the top of an article stands.
pub(crate) struct Columns {
    areas: [Area; 2],
    /// How many edges there are when all is shown.
    edges: [usize; 2],
}

impl Columns {
    /// Reads how much text an app shows after its start.
    pub(crate) fn of(app: &App, places: &Places) -> Result<Self> {
        app.screen.written()?;
        let areas = [places.editor, places.preview].map(|place| Area { y: 120, height: 500, ..place });
        let [editor, preview] = app.screen.look(areas)?;
        Ok(Self { areas, edges: [edges(&editor), edges(&preview)] })
    }

    /// How long after the app's start each column showed at least half as much text as it shows in the end.
    ///
    /// Not the same text: where the preview's first scroll position differs, it is shown all the same.
    pub(crate) fn appear(&self, app: &App) -> Result<[Duration; 2]> {
        let mut seen = [None; 2];
        while app.began.elapsed() < DEADLINE {
            let now = app.screen.look(self.areas)?;
            for (seen, (now, all)) in seen.iter_mut().zip(now.iter().zip(self.edges)) {
                if seen.is_none() && edges(now) > all / 2 {
                    *seen = Some(app.began.elapsed());
                }
            }
            if let [Some(editor), Some(preview)] = seen {
                return Ok([editor, preview]);
            }
            thread::sleep(Duration::from_millis(1));
        }
        bail!("the app never showed as much as at its first start")
    }
}
