//! Everything that touches a key, a nonce or a cipher, and nothing else does.
