//! Other words in the place of those that were found, in every article, and back.
//!
//! The article that the window shows is changed there, as one step for undo. An article that is open behind it changes in
//! its buffer, and its file with it where nothing else was unsaved; all others change on disk. *Invariant:* only what was
//! found is changed, and only where it still stands: a text that has changed since is compared with what it was.

use std::path::PathBuf;

use super::article::{Article, Save};
use super::publication::OpenPublication;
use super::rebase::{Plan, Rebased};
use crate::wire::{
    ArticleFailure, Edit, Failure, FailureCode, Notice, ReplaceAnswer, ReplaceRequest, SaveAnswer, ShownArticle,
};

/// What came of a replacement, as far as it has gone.
#[derive(Default)]
struct Outcome {
    changes: Vec<crate::wire::Change>,
    articles: u32,
    places: usize,
    skipped: usize,
    failures: Vec<ArticleFailure>,
    unsaved: Vec<String>,
    /// Files that were written.
    written: Vec<PathBuf>,
    back: Vec<Plan>,
}

impl OpenPublication {
    /// Replaces what the last search found.
    pub(super) fn replace_found(
        &mut self,
        request: &ReplaceRequest,
        notify: &dyn Fn(Notice),
    ) -> Result<ReplaceAnswer, Failure> {
        let Some(plans) = self.finding.plans(request.search, &request.with, &request.except) else {
            return Ok(ReplaceAnswer::Gone);
        };
        self.carry_out(&plans, request.shown.as_ref(), notify)
    }

    /// Takes the last replacement back, where its words still stand.
    pub(super) fn take_back(
        &mut self,
        shown: Option<&ShownArticle>,
        notify: &dyn Fn(Notice),
    ) -> Result<ReplaceAnswer, Failure> {
        let plans = self.finding.back.clone();
        if plans.is_empty() { Ok(ReplaceAnswer::Gone) } else { self.carry_out(&plans, shown, notify) }
    }

    fn carry_out(
        &mut self,
        plans: &[Plan],
        shown: Option<&ShownArticle>,
        notify: &dyn Fn(Notice),
    ) -> Result<ReplaceAnswer, Failure> {
        let files: Vec<PathBuf> = plans.iter().filter_map(|plan| self.file_of(&plan.slug).ok()).collect();
        self.files_changed(&files, notify);
        if let Some(shown) = shown
            && self.writable_article(&shown.slug)?.version() != shown.version
        {
            return Ok(ReplaceAnswer::OutOfStep);
        }
        let mut outcome = Outcome::default();
        for plan in plans {
            let result = if shown.is_some_and(|shown| shown.slug == plan.slug) {
                self.plan_shown(plan, &mut outcome)
            } else if self.articles.contains_key(&plan.slug) {
                self.change_open(plan, &mut outcome, notify)
            } else {
                self.change_closed(plan, &mut outcome)
            };
            if let Err(failure) = result {
                outcome.failures.push(ArticleFailure { slug: plan.slug.clone(), failure });
            }
        }
        self.files_changed(&outcome.written, notify);
        self.finding.back = std::mem::take(&mut outcome.back);
        Ok(outcome.into())
    }

    /// The window makes the changes itself.
    fn plan_shown(&mut self, plan: &Plan, outcome: &mut Outcome) -> Result<(), Failure> {
        let rebased = plan.rebased(&self.writable_article(&plan.slug)?.text());
        outcome.changes.clone_from(&rebased.changes);
        outcome.skipped += rebased.skipped;
        outcome.back.push(rebased.back);
        Ok(())
    }

    fn change_open(&mut self, plan: &Plan, outcome: &mut Outcome, notify: &dyn Fn(Notice)) -> Result<(), Failure> {
        let article = self.writable_article(&plan.slug)?;
        let was_dirty = article.is_dirty();
        let (rebased, base) = (plan.rebased(&article.text()), article.version());
        if rebased.changes.is_empty() {
            outcome.skipped += rebased.skipped;
            return Ok(());
        }
        self.edit(&Edit { slug: plan.slug.clone(), base, changes: rebased.changes.clone() })?;
        outcome.changed(rebased);
        let version = self.writable_article(&plan.slug)?.version();
        let saved = if was_dirty { None } else { Some(self.save(&plan.slug, version, notify)) };
        if !matches!(saved, Some(Ok(SaveAnswer::Saved { .. }))) {
            outcome.unsaved.push(plan.slug.clone());
        }
        saved.transpose().map(|_| ())
    }

    fn change_closed(&mut self, plan: &Plan, outcome: &mut Outcome) -> Result<(), Failure> {
        let file = self.file_of(&plan.slug)?;
        let mut article = Article::open(&plan.slug, file.clone(), None, self.archive.clone())?;
        let (rebased, base) = (plan.rebased(&article.text()), article.version());
        if rebased.changes.is_empty() {
            outcome.skipped += rebased.skipped;
            return Ok(());
        }
        article.edit(&Edit { slug: plan.slug.clone(), base, changes: rebased.changes.clone() })?;
        match article.save(article.version())? {
            Save::Done => {
                outcome.written.push(file);
                outcome.changed(rebased);
                Ok(())
            }
            Save::Refused(_) => Err(Failure::new(FailureCode::OutOfStep, file.display().to_string())),
        }
    }
}

impl Outcome {
    fn changed(&mut self, rebased: Rebased) {
        self.articles += 1;
        self.places += rebased.changes.len();
        self.skipped += rebased.skipped;
        self.back.push(rebased.back);
    }
}

impl From<Outcome> for ReplaceAnswer {
    fn from(outcome: Outcome) -> Self {
        let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        Self::Replaced {
            changes: outcome.changes,
            articles: outcome.articles,
            places: count(outcome.places),
            skipped: count(outcome.skipped),
            failures: outcome.failures,
            unsaved: outcome.unsaved,
        }
    }
}
