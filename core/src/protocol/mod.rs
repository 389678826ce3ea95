//! Packs, steps, branches, clocks and due times: what has to be done, by whom, by when. Pure.
