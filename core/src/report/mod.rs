//! What is read from many episodes at once: the station lead's board and the words for the state of sync.
