//! Handles: two neutral words that name an episode aloud and tell nothing about the youth.
//!
//! They are drawn at random, never chosen, so that nobody can put a meaning into them. The words
//! are plain things and places that carry over a radio: no names of people, no colours, nothing
//! that could be taken for a nickname or a judgement.

/// The handle that two random bytes stand for, such as `willow harbor`; none when both are the
/// same word.
#[must_use]
pub fn of(bytes: [u8; 2]) -> Option<String> {
    let [first, second] = bytes.map(|byte| WORDS.get(usize::from(byte)).copied());
    let (first, second) = (first?, second?);
    (first != second).then(|| format!("{first} {second}"))
}

const WORDS: [&str; 256] = [
    "acorn", "almond", "amber", "anchor", "apple", "apricot", "arrow", "aspen", "atlas", "badge", "bamboo", "barley",
    "basil", "basket", "beacon", "bell", "bench", "birch", "biscuit", "blanket", "blossom", "boulder", "branch",
    "breeze", "brick", "bridge", "brook", "bucket", "button", "cabin", "cable", "cactus", "camel", "canoe", "canyon",
    "cape", "cargo", "carpet", "carrot", "castle", "cedar", "cello", "cement", "chalk", "chestnut", "cinder",
    "cinnamon", "circle", "citrus", "clay", "cliff", "clock", "clover", "coast", "cobalt", "coconut", "comet",
    "compass", "copper", "coral", "cork", "crane", "crater", "crystal", "curtain", "cushion", "cymbal", "cypress",
    "daisy", "denim", "desert", "dial", "domino", "dove", "drum", "dune", "eagle", "easel", "echo", "ember", "engine",
    "falcon", "feather", "fennel", "fern", "ferry", "fiddle", "field", "finch", "flannel", "flint", "flute", "forest",
    "fountain", "gallon", "garden", "garlic", "garnet", "gate", "geyser", "ginger", "glacier", "globe", "granite",
    "grape", "gravel", "grove", "guitar", "hammock", "harbor", "harp", "heather", "helmet", "heron", "hickory", "hill",
    "horizon", "island", "ivory", "jacket", "jasmine", "jasper", "jigsaw", "juniper", "kayak", "kettle", "lagoon",
    "laurel", "lavender", "lemon", "lentil", "lever", "lilac", "lily", "lobster", "locket", "lotus", "magnet",
    "magnolia", "mango", "mantle", "maple", "marble", "market", "meadow", "mesa", "meteor", "mineral", "mint",
    "mirror", "mitten", "mosaic", "moss", "mountain", "mural", "napkin", "nectar", "needle", "nickel", "oasis",
    "oatmeal", "ocean", "olive", "onyx", "opal", "orbit", "orchard", "orchid", "otter", "oval", "paddle", "paper",
    "parcel", "parsley", "pasture", "pebble", "pepper", "petal", "piano", "picnic", "pigeon", "pillar", "pine",
    "planet", "plum", "pocket", "pond", "poplar", "poppy", "prairie", "prism", "puffin", "pumpkin", "quarry", "quartz",
    "quilt", "radish", "raft", "raisin", "reef", "ribbon", "ridge", "robin", "rocket", "rosemary", "rudder", "saddle",
    "sage", "sail", "salmon", "sapphire", "satin", "saucer", "sequoia", "shell", "silver", "slate", "sparrow",
    "spruce", "squash", "stable", "starling", "stone", "stream", "summit", "sunset", "swallow", "tango", "teapot",
    "temple", "thistle", "thunder", "timber", "tomato", "topaz", "tractor", "trail", "tulip", "tundra", "turnip",
    "turtle", "valley", "vanilla", "violin", "walnut", "walrus", "water", "willow", "window", "winter", "wood", "wool",
    "yarrow", "zebra", "zenith", "zephyr",
];

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_word_is_there_once_and_short_enough_to_say() {
        assert_eq!(WORDS.iter().collect::<BTreeSet<_>>().len(), WORDS.len());
        assert!(
            WORDS.iter().all(|word| (3..=11).contains(&word.len()) && word.chars().all(|c| c.is_ascii_lowercase()))
        );
    }

    #[test]
    fn a_handle_has_two_different_words() {
        assert_eq!(of([7, 7]), None);
        let all: BTreeSet<_> = (0..=255).flat_map(|a| (0..=255).filter_map(move |b| of([a, b]))).collect();
        assert_eq!(all.len(), 256 * 255);
    }
}
