//! Waiting for conditions, never for time to pass.

use std::fmt::Debug;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

/// How long anything may take on a busy machine with two cores. Passing tests come nowhere near it.
pub(crate) const DEADLINE: Duration = Duration::from_secs(20);
const INTERVAL: Duration = Duration::from_millis(15);

/// Asks `probe` until it has an answer. `what` completes the sentence "waited in vain until …".
///
/// An error of `probe` ends the wait at once: what is not there yet is `None`, not an error.
pub(crate) async fn until<T>(what: &str, probe: impl AsyncFn() -> Result<Option<T>>) -> Result<T> {
    let began = Instant::now();
    loop {
        if let Some(answer) = answer(probe()).await? {
            return Ok(answer);
        }
        if began.elapsed() > DEADLINE {
            bail!("waited in vain until {what}");
        }
        tokio::time::sleep(INTERVAL).await;
    }
}

/// Asks `probe` until it answers `expected`, and says what it answered instead.
pub(crate) async fn eventually<T, E>(what: &str, expected: E, probe: impl AsyncFn() -> Result<T>) -> Result<()>
where
    T: PartialEq<E> + Debug,
    E: Debug,
{
    let began = Instant::now();
    loop {
        let answer = answer(probe()).await?;
        if answer == expected {
            return Ok(());
        }
        if began.elapsed() > DEADLINE {
            bail!("{what}: expected {expected:?}, and still saw {answer:?}");
        }
        tokio::time::sleep(INTERVAL).await;
    }
}

/// Awaits what the app is asked. An app that never answers is a failure, not a test without end.
pub(crate) async fn answer<T>(asked: impl Future<Output = Result<T>>) -> Result<T> {
    tokio::time::timeout(DEADLINE, asked).await.context("the app does not answer")?
}
