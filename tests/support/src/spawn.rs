//! Starting a child process in a known state, whatever state this process is in.

use nix::sys::signal::{SigHandler, Signal, signal};
use std::{
    io,
    os::unix::process::CommandExt,
    process::{Child, Command},
    sync::{Mutex, mpsc},
    thread,
};

/// Signals by which people and systems end a program. A shell has its background jobs ignore the
/// first, `nohup` the third; a program that begins with a signal ignored may never hear it, and a
/// shell cannot even set a trap for it.
const ENDING: [Signal; 4] = [Signal::SIGINT, Signal::SIGTERM, Signal::SIGHUP, Signal::SIGQUIT];

/// Lets the test harness of this process print how long each test took. It would make a build that
/// a child starts compile everything once more.
const HARNESS_SWITCH: &str = "RUSTC_BOOTSTRAP";

type Order = (Command, mpsc::Sender<io::Result<Child>>);

/// Starts a command that the kernel kills when this process ends, with the signals that end a
/// program at their defaults.
///
/// The kernel goes by the thread that started it. A test's thread ends with the test, while what it
/// started may serve the next one too; so all are started by a thread that never ends.
///
/// # Errors
/// There is no such program, or the system refuses.
pub fn spawn(command: Command) -> io::Result<Child> {
    static ORDERS: Mutex<Option<mpsc::Sender<Order>>> = Mutex::new(None);
    let (answer, answered) = mpsc::channel();
    ORDERS
        .lock()
        .unwrap_or_else(|broken| broken.into_inner())
        .get_or_insert_with(|| {
            let (orders, ordered) = mpsc::channel::<Order>();
            thread::spawn(move || {
                for (mut command, answer) in ordered {
                    #[expect(clippy::disallowed_methods, reason = "this is the one place")]
                    let _ = answer.send(prepare(&mut command).spawn());
                }
            });
            orders
        })
        .send((command, answer))
        .map_err(io::Error::other)?;
    answered.recv().map_err(io::Error::other)?
}

fn prepare(command: &mut Command) -> &mut Command {
    command.env_remove(HARNESS_SWITCH);
    let in_child = || {
        for ending in ENDING {
            // SAFETY: the default action runs no code of this program.
            unsafe { signal(ending, SigHandler::SigDfl) }.map_err(io::Error::from)?;
        }
        die_with_parent()
    };
    // SAFETY: between fork and exec there are some system calls, which allocate nothing and take no
    // lock.
    unsafe { command.pre_exec(in_child) }
}

#[cfg(target_os = "linux")]
fn die_with_parent() -> io::Result<()> {
    nix::sys::prctl::set_pdeathsig(Signal::SIGKILL).map_err(io::Error::from)
}

#[cfg(not(target_os = "linux"))]
fn die_with_parent() -> io::Result<()> {
    Ok(())
}
