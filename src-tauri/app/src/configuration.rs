//! What the configuration must never lose: the page's policy, no global Tauri object, the smallest capability.

use serde_json::Value;

fn configuration() -> Value {
    serde_json::from_str(include_str!("../../../tauri.conf.json")).unwrap()
}

#[test]
fn the_page_runs_only_scripts_of_kiku_s_own() {
    let policy = &configuration()["app"]["security"]["csp"];
    assert_eq!(policy["default-src"], serde_json::json!(["'self'"]));
    assert_eq!(policy["script-src"], serde_json::json!(["'self'"]));
    assert_eq!(policy["connect-src"], serde_json::json!(["ipc:", "http://ipc.localhost"]));
    for directive in ["object-src", "base-uri", "form-action"] {
        assert_eq!(policy[directive], serde_json::json!(["'none'"]), "{directive}");
    }
    for (directive, sources) in policy.as_object().unwrap() {
        let sources: Vec<&str> = sources.as_array().unwrap().iter().filter_map(Value::as_str).collect();
        assert!(!sources.contains(&"*") && !sources.contains(&"'unsafe-eval'"), "{directive}");
        assert_eq!(sources.contains(&"'unsafe-inline'"), directive == "style-src", "{directive}");
        assert!(sources.iter().all(|source| !source.starts_with("https:")), "{directive}");
    }
}

/// Tauri adds nonces to a directive that it may change, and a nonce switches `'unsafe-inline'` off, which the editor's
/// styles need. Only styles are left to themselves: scripts keep Tauri's protection.
#[test]
fn only_styles_are_left_as_written() {
    let security = &configuration()["app"]["security"];
    assert_eq!(security["dangerousDisableAssetCspModification"], serde_json::json!(["style-src"]));
    assert!(security.get("assetProtocol").is_none());
}

#[test]
fn no_page_finds_tauri_on_its_window() {
    assert_eq!(configuration()["app"]["withGlobalTauri"], Value::Bool(false));
}

#[test]
fn the_window_may_listen_and_nothing_more() {
    let security = &configuration()["app"]["security"];
    let [capability] = security["capabilities"].as_array().unwrap().as_slice() else { panic!("one capability") };
    assert_eq!(capability["windows"], serde_json::json!([crate::window::LABEL]));
    assert_eq!(capability["permissions"], serde_json::json!(["core:event:allow-listen", "core:event:allow-unlisten"]));
    assert!(capability.get("remote").is_none());
}

/// The preview's own window and the one that prints show what an author wrote. Neither is named by a capability, so they
/// may not even listen; and `only_main` refuses them every command of Kiku's own.
#[test]
fn the_other_windows_may_nothing_at_all() {
    let configuration = configuration();
    let capabilities = configuration["app"]["security"]["capabilities"].to_string();
    for label in [crate::preview_window::LABEL, crate::print::LABEL] {
        assert!(!capabilities.contains(&format!("\"{label}\"")), "{label}");
    }
    assert!(!capabilities.contains('*'), "{capabilities}");
    let windows = configuration["app"]["windows"].as_array().unwrap();
    assert_eq!(windows.len(), 1, "the other windows are opened by Rust alone");
}
