//! The real app, driven through WebDriver.
