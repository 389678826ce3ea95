//! T14: a server that lies. Each attack of the threat model that a server can make over this protocol, five times each
//! with something else of it altered: it is noticed, or nothing comes of it. How many exchanges that takes is printed.

mod attacks;
mod freezing;
mod histories;
mod liar;

use super::*;
use crate::sync::Relay;
pub(super) use attacks::Ends;
use first72_wire::id::Hash;
use std::collections::BTreeSet;

/// What came of a lie.
#[derive(Debug)]
enum Came {
    /// It was noticed, as this, by the end of so many exchanges.
    Noticed(String, usize),
    /// Nothing came of it: what was believed is what was written.
    Nothing,
}

/// A deputy who writes and an advocate who reads, before a server that has been honest so far.
struct Night {
    county: Realm,
    deputy: Device,
    advocate: Device,
    episode: EpisodeId,
    saves: usize,
}

impl Night {
    fn begin() -> Self {
        let (county, deputy, advocate, episode) = two_with_an_episode();
        Self { county, deputy, advocate, episode, saves: 0 }
    }

    /// The deputy's next saves, on the server and not with the advocate yet.
    fn news(&mut self, count: usize) {
        self.unsent(count);
        self.deputy.sync(&self.county);
    }

    /// The deputy's next saves, only on the deputy's phone.
    fn unsent(&mut self, count: usize) {
        for _ in 0..count {
            self.saves += 1;
            let text = format!("invented word {}", self.saves);
            self.deputy.open().note(self.episode, Compartment::Ops, text, now()).unwrap();
        }
    }

    /// What a sync of this device with the liar shows: the code it ended with, or that of the first thing it noticed.
    fn noticed(&self, device: &Device, liar: &dyn Relay) -> Option<String> {
        let before = device.open().problems().unwrap().len();
        match sync(&device.door, self.county.id, liar, &now) {
            Err(error) => Some(error.code().to_owned()),
            Ok(end) => {
                let problems = device.open().problems().unwrap();
                let kept = problems.get(before).map(|line| line.problem.code.clone());
                let withheld = (end.report.withheld > 0).then(|| "withheld".to_owned());
                // Another server does not know the session or the mark; that is no lie.
                let usual = ["session.forgotten", "pull.mark"];
                let trouble = end.report.troubles.iter().find(|code| !usual.contains(code));
                kept.or(withheld).or(trouble.map(|code| (*code).to_owned()))
            }
        }
    }

    /// One lie to the advocate.
    fn told(&self, liar: &dyn Relay) -> Came {
        match self.noticed(&self.advocate, liar) {
            Some(code) => Came::Noticed(code, 1),
            None => Came::Nothing,
        }
    }

    fn hashes(&self, device: &Device) -> BTreeSet<Hash> {
        let open = device.open();
        open.record(self.episode)
            .map(|record| record.history().iter().map(|save| save.hash()).collect())
            .unwrap_or_default()
    }

    /// Nothing is believed that was not written, and with the honest server all of it is there.
    fn holds(&self, case: &str) {
        let written = self.hashes(&self.deputy);
        assert!(self.hashes(&self.advocate).is_subset(&written), "{case}: something was believed that nobody wrote");
        for device in [&self.deputy, &self.advocate] {
            device.open().go_on_with_server(self.county.id, now()).unwrap();
            // What was altered on the way is asked for again by the second.
            for _ in 0..2 {
                sync(&device.door, self.county.id, &self.county.relay, &now).unwrap();
            }
        }
        self.advocate.sync(&self.county);
        assert_eq!(self.hashes(&self.advocate), self.hashes(&self.deputy), "{case}: something is lost");
        assert_eq!(
            self.deputy.open().vault.outbox_count(self.county.id).unwrap().waiting,
            0,
            "{case}: something is stuck"
        );
    }
}

#[test]
fn every_lie_of_the_server_is_noticed_or_comes_to_nothing_in_five_variants_each() {
    let (mut cases, mut noticed, mut most) = (0, 0, 0);
    println!("T14   attack of 4.10                                    noticed  exchanges  as");
    for (number, name, attack) in attacks::ALL {
        let mut night = Night::begin();
        let (mut codes, mut exchanges) = (BTreeSet::new(), 0);
        for variant in 0..5 {
            let came = attack(&mut night, variant);
            cases += 1;
            if let Came::Noticed(code, after) = came {
                noticed += 1;
                exchanges = exchanges.max(after);
                codes.insert(code);
            }
        }
        most = most.max(exchanges);
        let codes: Vec<String> = codes.into_iter().collect();
        let seen = if codes.is_empty() { "nothing comes of it".to_owned() } else { codes.join(", ") };
        println!("T14   {number:>2} {name:<50} {exchanges:>9}     {seen}");
    }
    println!("T14   {cases} lies: {noticed} noticed by exchange {most}, the others came to nothing");
    assert_eq!(cases, attacks::ALL.len() * 5);
}
