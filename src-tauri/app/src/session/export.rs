//! The worker that writes a bundle while the writer goes on writing.

use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Sender;
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use kiku_core::{Format, Selection, Snapshot};
use kiku_disk::{Progress, WriteError, write_bundle};

use super::{Event, Notify, Reply, answer};
use crate::wire::{ExportAnswer, Failure, FailureCode, Notice};

/// Between two notices of progress: often enough to look alive, and too seldom to cost anything.
const NOTICE_INTERVAL: Duration = Duration::from_millis(50);

/// What is to be exported.
pub(super) struct Job {
    /// The publication as the writer sees it now, unsaved texts included.
    pub(super) snapshot: Snapshot,
    /// Where its images are.
    pub(super) root: PathBuf,
    /// The folder to write.
    pub(super) out: PathBuf,
}

/// At most one export at a time.
#[derive(Default)]
pub(super) struct Exporter {
    running: Option<Running>,
    last: Option<PathBuf>,
}

struct Running {
    cancelled: Arc<AtomicBool>,
    worker: JoinHandle<()>,
}

impl Exporter {
    /// Starts a worker, which answers `reply` itself and then tells its end as an event.
    pub(super) fn start(&mut self, job: Job, reply: Reply<ExportAnswer>, notify: &Notify, events: &Sender<Event>) {
        if self.running.is_some() {
            return answer(reply, Err(Failure::new(FailureCode::Busy, "")));
        }
        let cancelled = Arc::new(AtomicBool::new(false));
        let (stop, notify, events) = (Arc::clone(&cancelled), Arc::clone(notify), events.clone());
        let worker = thread::Builder::new().name("kiku-export".to_owned()).spawn(move || {
            let result = catch_unwind(AssertUnwindSafe(|| export(&job, &stop, &*notify)))
                .unwrap_or_else(|_| Err(Failure::new(FailureCode::Internal, "")));
            // The end comes first, so that whoever has the answer finds everything as the answer says.
            let _ = events.send(Event::ExportEnded { folder: folder_of(&result) });
            answer(reply, result);
        });
        // Where the system refuses a thread, the reply is dropped, which is answered as a failure.
        self.running = worker.ok().map(|worker| Running { cancelled, worker });
    }

    pub(super) fn cancel(&self) {
        if let Some(running) = &self.running {
            running.cancelled.store(true, Ordering::Relaxed);
        }
    }

    pub(super) fn ended(&mut self, folder: Option<PathBuf>) {
        self.running = None;
        self.last = folder.or(self.last.take());
    }

    /// The folder of the last export that was written.
    pub(super) fn last(&self) -> Option<&Path> {
        self.last.as_deref()
    }

    /// Cancels, and waits until the folder beside the target is gone.
    pub(super) fn finish(&mut self) {
        self.cancel();
        if let Some(running) = self.running.take() {
            let _ = running.worker.join();
        }
    }
}

fn folder_of(result: &Result<ExportAnswer, Failure>) -> Option<PathBuf> {
    match result {
        Ok(ExportAnswer::Done { path, .. }) => Some(PathBuf::from(path)),
        Ok(ExportAnswer::Cancelled) | Err(_) => None,
    }
}

fn export(job: &Job, cancelled: &AtomicBool, notify: &dyn Fn(Notice)) -> Result<ExportAnswer, Failure> {
    let bundle = kiku_core::export(&job.snapshot, Format::Site, &Selection::everything());
    let mut told: Option<Instant> = None;
    let written = write_bundle(&bundle, &job.root, &job.out, &mut |Progress { written, total }| {
        if written == total || told.is_none_or(|told| told.elapsed() >= NOTICE_INTERVAL) {
            told = Some(Instant::now());
            notify(Notice::ExportProgress { done: count(written), total: count(total) });
        }
        if cancelled.load(Ordering::Relaxed) { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    match written {
        Ok(written) => Ok(ExportAnswer::Done {
            path: written.path.display().to_string(),
            pages: count(bundle.files.keys().filter(|path| path.ends_with(".html")).count()),
            files: count(written.files),
            bytes: written.bytes,
        }),
        Err(WriteError::Cancelled) => Ok(ExportAnswer::Cancelled),
        Err(error) => Err(Failure::from(&error)),
    }
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
