//! The worker that writes a bundle while the writer goes on writing.

use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Sender;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use kiku_core::{Bundle, Content, Format, Selection, SiteMaker, Snapshot, Take};
use kiku_disk::{
    Finding, Progress, WriteError, Written, verify_while, write_archive, write_bundle, write_file, write_folder,
};

use super::{Event, Notify, Reply, answer};
use crate::wire::{
    Bilingual, ExportAnswer, ExportFinding, ExportFormat, ExportRequest, ExportWork, ExportedArticles, Failure,
    FailureCode, Notice,
};

/// Between two notices of progress: often enough to look alive, and too seldom to cost anything.
const NOTICE_INTERVAL: Duration = Duration::from_millis(50);

/// More are not read, and one mistake in a menu stands on every page.
const MOST_FINDINGS: usize = 100;

/// What is to be exported.
pub(super) struct Job {
    /// The publication as the writer sees it now, unsaved texts included.
    pub(super) snapshot: Snapshot,
    /// Where its images are.
    pub(super) root: PathBuf,
    /// What is to be written, and where.
    pub(super) request: ExportRequest,
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

    /// The folder or file of the last export that was written.
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

fn export(job: &Job, cancelled: &AtomicBool, notify: &(dyn Fn(Notice) + Sync)) -> Result<ExportAnswer, Failure> {
    let steps = Steps { cancelled, notify, told: Mutex::new(None) };
    match write(job, &steps) {
        Ok(written) => Ok(done(job, &written, &steps)),
        Err(WriteError::Cancelled) => Ok(ExportAnswer::Cancelled),
        Err(error) => Err(Failure::from(&error)),
    }
}

/// Tells the window how far the work is, and the work whether the person wants it to go on.
struct Steps<'s> {
    cancelled: &'s AtomicBool,
    notify: &'s (dyn Fn(Notice) + Sync),
    /// What was told last, and when.
    told: Mutex<Option<(Instant, (ExportWork, usize))>>,
}

impl Steps<'_> {
    fn step(&self, work: ExportWork, done: usize, total: usize) -> ControlFlow<()> {
        let mut told = self.told.lock().unwrap_or_else(PoisonError::into_inner);
        let is_due = told
            .is_none_or(|(when, what)| what != (work, done) && (done == total || when.elapsed() >= NOTICE_INTERVAL));
        if is_due {
            *told = Some((Instant::now(), (work, done)));
            (self.notify)(Notice::ExportProgress { work, done: count(done), total: count(total) });
        }
        if self.cancelled.load(Ordering::Relaxed) { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    }

    fn files(&self, Progress { written, total }: Progress) -> ControlFlow<()> {
        self.step(ExportWork::Files, written, total)
    }
}

fn write(job: &Job, steps: &Steps<'_>) -> Result<Written, WriteError> {
    let ExportRequest { format, articles, out } = &job.request;
    let selection = selection(articles);
    let root = &job.root;
    let progress = &mut |progress| steps.files(progress);
    let make = |format| {
        let bundle = kiku_core::export(&job.snapshot, format, &selection);
        // It may have taken a while.
        match steps.files(Progress { written: 0, total: bundle.files.len() }) {
            ControlFlow::Continue(()) => Ok(bundle),
            ControlFlow::Break(()) => Err(WriteError::Cancelled),
        }
    };
    match format {
        ExportFormat::Site => write_folder(root, out, |take| make_site(job, &selection, steps, take)),
        ExportFormat::Zip => write_archive(&site(job, &selection, steps)?, root, out, progress),
        ExportFormat::Epub => write_archive(&make(Format::Epub)?, root, out, progress),
        ExportFormat::Page => write_file(&make(Format::Page)?, root, out),
        ExportFormat::Markdown => write_bundle(&make(Format::Markdown)?, root, out, progress),
        ExportFormat::Json => write_file(&make(Format::Json)?, root, out),
    }
}

/// Hands every file of the site to `take` as soon as it is made, and counts the articles that have begun to leave.
fn make_site(job: &Job, selection: &Selection, steps: &Steps<'_>, take: &Take<'_>) -> ControlFlow<()> {
    let total = job.snapshot.slugs().filter(|slug| selection.only.is_empty() || selection.only.contains(*slug)).count();
    let total = total - selection.left_out(&job.snapshot).len();
    let begun = Mutex::new(0);
    let counted = |path: String, content: Content| {
        {
            let mut begun = begun.lock().unwrap_or_else(PoisonError::into_inner);
            let article = path.strip_suffix("/index.html").and_then(|slug| job.snapshot.article(slug));
            *begun += usize::from(article.is_some());
            steps.step(ExportWork::Articles, *begun, total)?;
        }
        take(path, content)
    };
    SiteMaker::default().make(&job.snapshot, selection, &[], &counted).map_continue(drop)
}

/// The whole site, for an archive, whose files have an order.
fn site(job: &Job, selection: &Selection, steps: &Steps<'_>) -> Result<Bundle, WriteError> {
    let bundle = Mutex::new(Bundle::default());
    let take = |path, content| {
        bundle.lock().unwrap_or_else(PoisonError::into_inner).files.insert(path, content);
        ControlFlow::Continue(())
    };
    match make_site(job, selection, steps, &take) {
        ControlFlow::Continue(()) => Ok(bundle.into_inner().unwrap_or_else(PoisonError::into_inner)),
        ControlFlow::Break(()) => Err(WriteError::Cancelled),
    }
}

fn selection(articles: &ExportedArticles) -> Selection {
    match articles {
        ExportedArticles::Published => Selection::default(),
        ExportedArticles::All => Selection::everything(),
        ExportedArticles::One { slug } => Selection { drafts: false, only: [slug.clone()].into() },
    }
}

/// Looks at what was written as its readers will. That this fails or is stopped is no failure of the export, which is in place.
fn done(job: &Job, written: &Written, steps: &Steps<'_>) -> ExportAnswer {
    let progress = |Progress { written, total }| steps.step(ExportWork::Looking, written, total);
    let verified = match job.request.format {
        ExportFormat::Markdown | ExportFormat::Json => None,
        _ => verify_while(&written.path, &progress).ok().and_then(ControlFlow::continue_value),
    };
    let verified = verified.unwrap_or_default();
    ExportAnswer::Done {
        path: written.path.display().to_string(),
        pages: count(verified.pages),
        files: count(written.files),
        bytes: written.bytes,
        findings: verified.findings.iter().take(MOST_FINDINGS).map(|found| finding(job, found)).collect(),
        losses: losses(job).into_iter().chain(written.untitled().map(|untitled| Bilingual::from(&untitled))).collect(),
    }
}

/// What the articles say that the format cannot.
fn losses(job: &Job) -> Vec<Bilingual> {
    if job.request.format != ExportFormat::Markdown {
        return Vec::new();
    }
    let lost = kiku_core::lost_in_markdown(&job.snapshot, &selection(&job.request.articles));
    lost.into_iter().map(|(loss, count)| Bilingual::from(&loss.message(count))).collect()
}

/// What was found, with the place in the text that it comes from.
fn finding(job: &Job, found: &Finding) -> ExportFinding {
    // `market/2.html` of a site, `EPUB/market/index.xhtml` of a book, `market.html` of pages.
    let named = found.file.split('/').map(|part| part.trim_end_matches(".html"));
    let slug = named.into_iter().find(|slug| job.snapshot.article(slug).is_some());
    let text = slug.and_then(|slug| job.snapshot.article(slug));
    let line = text.zip(found.problem.address()).and_then(|(text, address)| line_naming(text, address));
    let message = Bilingual::from(&found.problem.message());
    ExportFinding { file: found.file.clone(), message, slug: slug.map(str::to_owned), line }
}

/// The first line that holds an address, as it was written or as pages encode it.
fn line_naming(text: &str, address: &str) -> Option<u32> {
    let decoded = percent_encoding::percent_decode_str(address).decode_utf8_lossy();
    let line = text.lines().position(|line| line.contains(address) || line.contains(&*decoded))?;
    Some(count(line))
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
