//! The system's word that the screen went dark or was locked, or that the machine goes to sleep: an open notebook closes at once.
//! The window only knows that its page is hidden, which a call that comes in does too; on Linux the buses tell the two apart.

use crate::desk::Desk;
use dbus::blocking::LocalConnection;
use dbus::message::MatchRule;
use dbus::{Message, MessageType};
use std::rc::Rc;
use std::sync::Arc;
use std::thread;
use std::time::Duration;

/// How long a thread waits for a word before it looks whether it is still wanted.
const LOOK_EVERY: Duration = Duration::from_secs(2);

/// Which of the two buses somebody speaks on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Bus {
    /// The desk's own: screen savers.
    Session,
    /// The machine's: sessions that are locked, sleep.
    System,
}

/// Listens from now on, on threads of its own, until the desk is gone. Where a bus is missing nobody says anything, and a hidden
/// page closes the notebook after its half minute.
///
/// # Errors
/// When no thread can be started.
pub(crate) fn listen(desk: &Arc<Desk>) -> std::io::Result<()> {
    for bus in [Bus::Session, Bus::System] {
        let desk = Arc::downgrade(desk);
        thread::Builder::new().name("dark".into()).spawn(move || {
            let connected = match bus {
                Bus::Session => LocalConnection::new_session(),
                Bus::System => LocalConnection::new_system(),
            };
            let Ok(connection) = connected else { return };
            let closes = Rc::new({
                let desk = desk.clone();
                move || _ = desk.upgrade().is_some_and(|desk| desk.close())
            });
            // A bus that goes away says nothing more.
            let _gone = wait(&connection, bus, &closes, &|| desk.strong_count() > 0);
        })?;
    }
    Ok(())
}

fn wait(
    connection: &LocalConnection,
    bus: Bus,
    closes: &Rc<impl Fn() + 'static>,
    is_wanted: &dyn Fn() -> bool,
) -> Result<(), dbus::Error> {
    for rule in rules(bus) {
        let closes = Rc::clone(closes);
        connection.add_match(rule, move |(): (), _, message| {
            if is_dark(message) {
                closes();
            }
            true
        })?;
    }
    while is_wanted() {
        connection.process(LOOK_EVERY)?;
    }
    Ok(())
}

/// Who is listened to. The interface of a screen saver has its desktop's name in it, so that only its signal is asked for.
fn rules(bus: Bus) -> Vec<MatchRule<'static>> {
    match bus {
        Bus::Session => vec![MatchRule::new().with_type(MessageType::Signal).with_member("ActiveChanged")],
        Bus::System => vec![
            MatchRule::new_signal("org.freedesktop.login1.Session", "Lock"),
            MatchRule::new_signal("org.freedesktop.login1.Manager", "PrepareForSleep"),
        ],
    }
}

fn is_dark(message: &Message) -> bool {
    let says_yes = || message.read1::<bool>() == Ok(true);
    match message.member().as_deref() {
        Some("ActiveChanged") => {
            message.interface().is_some_and(|interface| interface.ends_with(".ScreenSaver")) && says_yes()
        }
        Some("PrepareForSleep") => says_yes(),
        Some("Lock") => true,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use dbus::channel::Channel;
    use std::io::{BufRead, BufReader};
    use std::process::{Child, Command, Stdio};
    use std::sync::mpsc::{self, Receiver};

    /// A real bus that nobody else speaks on.
    struct Private {
        daemon: Child,
        address: String,
    }

    impl Private {
        fn start() -> Self {
            let mut daemon = Command::new("dbus-daemon")
                .args(["--session", "--nofork", "--print-address=1", "--address=unix:tmpdir=/tmp"])
                .stdout(Stdio::piped())
                .spawn()
                .expect("dbus-daemon is there");
            let mut address = String::new();
            BufReader::new(daemon.stdout.take().unwrap()).read_line(&mut address).unwrap();
            Self { daemon, address: address.trim().to_owned() }
        }

        fn connect(&self) -> LocalConnection {
            let mut channel = Channel::open_private(&self.address).unwrap();
            channel.register().unwrap();
            LocalConnection::from(channel)
        }

        /// What is heard on it as that bus. It listens when this returns.
        fn heard_as(&self, bus: Bus) -> Receiver<()> {
            let (address, (said, heard), (ready, begun)) = (self.address.clone(), mpsc::channel(), mpsc::channel());
            thread::spawn(move || {
                let mut channel = Channel::open_private(&address).unwrap();
                channel.register().unwrap();
                let closes = Rc::new(move || _ = said.send(()));
                let _gone = wait(&LocalConnection::from(channel), bus, &closes, &|| ready.send(()).is_ok());
            });
            begun.recv().unwrap();
            // Its other words are of no use to anybody.
            thread::spawn(move || begun.into_iter().for_each(drop));
            heard
        }
    }

    impl Drop for Private {
        fn drop(&mut self) {
            self.daemon.kill().ok();
            self.daemon.wait().ok();
        }
    }

    fn signal(interface: &str, member: &str, yes: Option<bool>) -> Message {
        let message = Message::signal(&"/made/up".into(), &interface.to_owned().into(), &member.to_owned().into());
        match yes {
            Some(yes) => message.append1(yes),
            None => message,
        }
    }

    // cjis:AC-11 masvs:AUTH-2
    #[test]
    fn a_screen_that_goes_dark_a_locked_session_and_sleep_are_heard_and_nothing_else_is() {
        let bus = Private::start();
        let (desk, machine) = (bus.heard_as(Bus::Session), bus.heard_as(Bus::System));
        let speaker = bus.connect();
        let say = |interface, member, yes| {
            speaker.channel().send(signal(interface, member, yes)).unwrap();
            speaker.channel().flush();
        };
        // None of these is one; each stands before one that is, on the same connection, and would be heard first.
        say("org.freedesktop.ScreenSaver", "ActiveChanged", Some(false));
        say("made.up.Player", "ActiveChanged", Some(true));
        say("org.freedesktop.login1.Manager", "PrepareForSleep", Some(false));
        say("org.freedesktop.login1.Session", "Unlock", None);
        for (interface, member, yes, by) in [
            ("org.gnome.ScreenSaver", "ActiveChanged", Some(true), &desk),
            ("org.freedesktop.ScreenSaver", "ActiveChanged", Some(true), &desk),
            ("org.freedesktop.login1.Session", "Lock", None, &machine),
            ("org.freedesktop.login1.Manager", "PrepareForSleep", Some(true), &machine),
        ] {
            say(interface, member, yes);
            by.recv_timeout(Duration::from_secs(20)).unwrap_or_else(|_| panic!("{interface} {member}"));
        }
        assert!(desk.try_recv().is_err() && machine.try_recv().is_err(), "once each");
    }
}
