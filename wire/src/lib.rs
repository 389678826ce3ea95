//! What crosses between a device and a server: entries, requests, outcomes, limits. It can name sealed content only.
