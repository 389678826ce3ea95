//! Pull, verify, merge, push: how sealed entries travel between this device and a realm's server.
