//! Ctrl+C, heard in time to leave no half-made folder behind.

use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use anyhow::Context;

/// Whether the person asked to stop.
pub(crate) struct Interrupt(Arc<AtomicBool>);

impl Interrupt {
    /// From now on Ctrl+C, and the polite signals that end a program, no longer end it but call `on_interrupt`. To be
    /// called once.
    pub(crate) fn listen(on_interrupt: impl Fn() + Send + 'static) -> anyhow::Result<Self> {
        let asked = Arc::new(AtomicBool::new(false));
        let flag = Arc::clone(&asked);
        let handler = move || {
            flag.store(true, Ordering::Relaxed);
            on_interrupt();
        };
        ctrlc::set_handler(handler).context("cannot listen for Ctrl+C")?;
        Ok(Self(asked))
    }

    /// The answer to every step of a longer work.
    pub(crate) fn step(&self) -> ControlFlow<()> {
        if self.0.load(Ordering::Relaxed) { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    }
}
