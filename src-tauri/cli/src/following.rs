//! A bundle that follows its publication: of a site only what an edit touches is made and written again.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use kiku_core::source::PublicationPath;
use kiku_core::{Content, Diagnostic, Selection, SiteMaker};
use kiku_disk::{LiveBundle, Loaded, WriteError, Written};

use crate::export::{Kind, write, write_site};
use crate::interrupt::Interrupt;

/// What is written again and again, and what is known of it.
pub(crate) struct Following<'f> {
    kind: Kind,
    out: &'f Path,
    selection: Selection,
    interrupt: Interrupt,
    maker: SiteMaker,
    /// The site as it stands; nothing for other kinds, and where the last export failed.
    live: Option<LiveBundle>,
}

/// What was done for a change.
pub(crate) struct Done {
    pub(crate) written: Progress,
    pub(crate) diagnostics: Vec<Diagnostic>,
}

pub(crate) enum Progress {
    /// Everything, in one step.
    Whole(Written),
    /// These files of all that there are.
    Some { changed: usize, files: usize },
}

impl<'f> Following<'f> {
    pub(crate) fn new(kind: Kind, out: &'f Path, selection: Selection, interrupt: Interrupt) -> Self {
        Self { kind, out, selection, interrupt, maker: SiteMaker::default(), live: None }
    }

    /// Writes everything, in one step.
    pub(crate) fn write(&mut self, loaded: &Loaded) -> Result<Done, WriteError> {
        self.live = None;
        if self.kind != Kind::Site {
            let written = write(loaded, &self.selection, self.kind, self.out, &self.interrupt)?;
            return Ok(Done { written: Progress::Whole(written), diagnostics: kiku_core::check(&loaded.snapshot) });
        }
        let mut diagnostics = Vec::new();
        self.maker = SiteMaker::default();
        let judge = |made: &kiku_core::MadeSite| {
            diagnostics.clone_from(&made.diagnostics);
            ControlFlow::Continue(())
        };
        let written = write_site(&mut self.maker, loaded, &self.selection, self.out, &self.interrupt, judge)?;
        // What cannot be followed file by file is written as a whole the next time, too.
        self.live = LiveBundle::new(&loaded.root, &written.path).ok();
        Ok(Done { written: Progress::Whole(written), diagnostics })
    }

    /// Writes what follows from the files of the publication that changed. Where that fails, or somebody else changed the bundle,
    /// everything is written in one step, which fails where it must and says why.
    pub(crate) fn follow(&mut self, loaded: &Loaded, changed: &[PublicationPath]) -> Result<Done, WriteError> {
        let live = self.live.take().filter(LiveBundle::is_current);
        match live.and_then(|live| self.write_changed(live, loaded, changed)) {
            Some(done) => Ok(done),
            None => self.write(loaded),
        }
    }

    fn write_changed(&mut self, mut live: LiveBundle, loaded: &Loaded, changed: &[PublicationPath]) -> Option<Done> {
        let files = Mutex::new(BTreeMap::new());
        let take = |path: String, content: Content| {
            self.interrupt.step()?;
            files.lock().unwrap_or_else(PoisonError::into_inner).insert(path, content);
            ControlFlow::Continue(())
        };
        let ControlFlow::Continue(made) = self.maker.make(&loaded.snapshot, &self.selection, changed, &take) else {
            return None;
        };
        let files = files.into_inner().unwrap_or_else(PoisonError::into_inner);
        let changed = live.update(&files, &made.gone).ok()?;
        let written = Progress::Some { changed, files: live.len() };
        self.live = Some(live);
        Some(Done { written, diagnostics: made.diagnostics })
    }
}
