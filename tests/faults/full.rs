//! A disk without room: a file system of 64 KiB, in a name space of its own.

use std::process::Command;

/// Mounts, fills, saves in vain, makes room, saves. Each step that ends otherwise has a number.
const SCRIPT: &str = r#"
mount -t tmpfs -o size=64k tmpfs "$1" || exit 77
cd "$1"
head -c 20000 /dev/zero | tr '\0' 'a' > article.md
head -c 40000 /dev/zero | tr '\0' 'b' > ../new
head -c 30000 /dev/zero > filler
before=$(cksum < article.md)
"$2" save article.md ../new && exit 1
[ "$(cksum < article.md)" = "$before" ] || exit 2
[ "$(ls -A | wc -l)" = 2 ] || exit 3
rm filler
"$2" save article.md ../new || exit 4
[ "$(cksum < article.md)" = "$(cksum < ../new)" ] || exit 5
"#;

/// The same for the history, which has a disk of its own here.
const HISTORY: &str = r#"
mount -t tmpfs -o size=64k tmpfs "$1" || exit 77
cd "$1"
cat /dev/zero > filler 2> ../full
echo old > ../article.md
echo new > ../new
"$2" remember ../article.md ../new history
[ $? = 3 ] || exit 2
[ "$(cat ../article.md)" = new ] || exit 3
rm filler
echo newer > ../new
"$2" remember ../article.md ../new history || exit 4
[ "$(find history -name '*.tmp' | wc -l)" = 0 ] || exit 5
"#;

#[test]
fn a_history_on_a_full_disk_fails_no_save() {
    run(HISTORY);
}

#[test]
fn a_full_disk_costs_nothing_and_saving_works_once_there_is_room() {
    run(SCRIPT);
}

fn run(script: &str) {
    let folder = tempfile::tempdir().unwrap();
    let disk = folder.path().join("disk");
    std::fs::create_dir(&disk).unwrap();
    let mut shell = Command::new("unshare");
    shell.args(["-rm", "sh", "-c", script, "sh"]).arg(&disk).arg(env!("CARGO_BIN_EXE_kiku-fault-driver"));
    match shell.status().ok().and_then(|status| status.code()) {
        Some(0) => {}
        // 77 is the script's own; 1 is also what unshare ends with where it is not allowed, before anything was mounted.
        Some(77) | None => eprintln!("skipped: no file system can be mounted here"),
        Some(1) if !is_allowed() => eprintln!("skipped: this system has no name spaces for users"),
        code => unreachable!("step {code:?} of the script"),
    }
}

fn is_allowed() -> bool {
    Command::new("unshare").args(["-rm", "true"]).status().is_ok_and(|status| status.success())
}
