//! The server alone: pages that were made before, sent by the cheapest client, in one realm or in several.

use std::net::SocketAddr;

use super::super::floor::FloorServer;
use super::super::floor::server::join;
use super::super::load::{Author, Page, Taken, enrol};
use super::super::poster::Poster;
use super::super::row::{Budget, Row, Unit};
use super::super::scene::{Scene, Stations};
use super::super::served::Served;
use super::super::watch::Samples;
use super::Run;
use super::crowd::at_once;

const LINE: &str = "alone";
/// Entries in a page, as each of a crowd sends them, and bytes of a payload: a tick with its words.
const EACH: usize = 20;
const PAYLOAD: usize = 150;
const REALMS: usize = 4;
const CONNECTIONS: usize = 8;

/// A realm with its server, and who writes to it.
struct Place {
    // Its folders must be there as long as its server.
    _scene: Scene,
    served: Served,
    authors: Vec<Author>,
}

impl Place {
    fn open(run: &Run<'_>, authors: usize) -> Self {
        let scene = Scene::found(run.server(), 0, Stations::One);
        let served = scene.serve(run.server());
        let mut authors = enrol(&scene.realm, u8::try_from(authors).unwrap_or(u8::MAX));
        scene.realm.registrar.sync(scene.realm.id, &served.relay()).expect("the authors are members");
        authors.iter_mut().for_each(|author| author.greet(&served.relay()));
        Self { _scene: scene, served, authors }
    }
}

pub(super) fn rows(run: &Run<'_>) -> Vec<Row> {
    let floor_server = FloorServer::start(run.own());
    let mut one = [Place::open(run, CONNECTIONS)];
    let mut several: Vec<Place> = (0..REALMS).map(|_| Place::open(run, CONNECTIONS / REALMS)).collect();
    let (mut own, mut apart, mut floor) = (Samples::default(), Samples::default(), Samples::default());
    let mut taken = Taken::default();
    // One after the other in turns, so that a busy moment of the machine hits all three.
    for round in 0..=run.sizes.runs {
        let (rate, each) = send(run, &mut one);
        let (rate_apart, each_apart) = send(run, &mut several);
        let bare = send_frames(run, &floor_server);
        taken.add(each);
        taken.add(each_apart);
        if round > 0 {
            own.add(rate);
            apart.add(rate_apart);
            floor.add(bare);
        }
    }
    let row = |what: String, samples: &Samples| {
        Row::new(LINE, what, samples.median(), Unit::PerSecond)
            .floor(floor.median())
            .budget(Budget::AtLeastFloors(0.25))
    };
    vec![
        row("the server alone, one realm".into(), &own)
            .note(format!("{CONNECTIONS} connections, {EACH} entries a page, median of {} rounds", own.len())),
        row(format!("… {REALMS} realms, a server each"), &apart),
        Row::new(LINE, "… refused or sent twice", taken.otherwise as f64, Unit::Count)
            .budget(Budget::Exactly(0.0))
            .note(format!("of {} entries", Unit::Count.show((taken.stored + taken.otherwise) as f64))),
    ]
}

/// Pages for each of so many connections, so that all together are the wanted number of entries.
fn pages_each(run: &Run<'_>) -> usize {
    (run.sizes.entries as usize / EACH / CONNECTIONS).max(2)
}

fn send(run: &Run<'_>, places: &mut [Place]) -> (f64, Taken) {
    let pages = pages_each(run);
    let mut ready: Vec<(SocketAddr, &mut Author, Vec<Page>)> = Vec::new();
    for place in places {
        let address = place.served.address();
        for author in &mut place.authors {
            let made = (0..pages).map(|_| author.page(EACH, PAYLOAD)).collect();
            ready.push((address, author, made));
        }
    }
    let with_connections = ready.into_iter().map(|(at, author, pages)| (Poster::connect(at), author, pages)).collect();
    let (seconds, taken) =
        at_once(with_connections, |(mut poster, author, pages): (Poster, &mut Author, Vec<Page>)| {
            let mut taken = Taken::default();
            pages.iter().for_each(|page| taken.add(author.push(&mut poster, page)));
            taken
        });
    let mut all = Taken::default();
    taken.into_iter().for_each(|one| all.add(one));
    (all.stored as f64 / seconds, all)
}

/// The floor with the same client, as many frames in a batch, as long as an entry of this payload.
fn send_frames(run: &Run<'_>, server: &FloorServer) -> f64 {
    let pages = pages_each(run);
    let mut body = Vec::new();
    (0..EACH).for_each(|_| join(&mut body, &[0xA5; 540]));
    let posters = (0..CONNECTIONS).map(|_| Poster::connect(server.address())).collect();
    let (seconds, _) = at_once(posters, |mut poster: Poster| {
        (0..pages).for_each(|_| drop(poster.post("/frames", "", &body)));
    });
    (CONNECTIONS * pages * EACH) as f64 / seconds
}
