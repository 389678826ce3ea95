//! The realm's private certificate authority and the server's certificate. The app trusts no other.

use super::CeremonyError;
use crate::seal::{Randomness, SafeFile};
use chrono::{DateTime, Datelike, Duration, Utc};
use first72_wire::genesis::Genesis;
use first72_wire::id::Hash;
use first72_wire::label::plain_digest;
use first72_wire::realm_file::TlsIdentity;
use rcgen::{
    BasicConstraints, CertificateParams, DistinguishedName, DnType, ExtendedKeyUsagePurpose, IsCa, Issuer, KeyPair,
    KeyUsagePurpose, PKCS_ECDSA_P256_SHA256, PublicKeyData, date_time_ymd,
};
use zeroize::Zeroizing;

const CA_DAYS: i64 = 20 * 365;
/// A server's certificate is renewed yearly; the days beyond a year are for the one who forgets.
const SERVER_DAYS: i64 = 398;

/// An authority with its private key, and a server's certificate that it signed.
pub(super) struct Certificates {
    pub(super) ca_der: Vec<u8>,
    pub(super) ca_key_pem: Zeroizing<String>,
    pub(super) server: TlsIdentity,
}

impl Certificates {
    /// Certificates for an `https` address; none for plain HTTP, which only a demo on loopback may use.
    pub(super) fn for_address(url: &str, name: &str, demo: bool, now_ms: i64) -> Result<Option<Self>, CeremonyError> {
        if let Some(host) = host_of(url, "https://") {
            return Self::make(host, name, now_ms).map(Some).ok_or(CeremonyError::Certificate);
        }
        match host_of(url, "http://") {
            Some("127.0.0.1" | "localhost" | "::1") if demo => Ok(None),
            _ => Err(CeremonyError::Address),
        }
    }

    /// What the genesis pins.
    pub(super) fn ca_sha256(&self) -> Hash {
        plain_digest(&[&self.ca_der])
    }

    fn make(host: &str, name: &str, now_ms: i64) -> Option<Self> {
        let key = KeyPair::generate_for(&PKCS_ECDSA_P256_SHA256).ok()?;
        let params = ca_params(name, now_ms)?;
        let ca = params.self_signed(&key).ok()?;
        let ca_key_pem = Zeroizing::new(key.serialize_pem());
        let server = sign_server(host, &Issuer::new(params, key), now_ms)?;
        Some(Self { ca_der: ca.der().to_vec(), ca_key_pem, server })
    }
}

/// An authority that the root can name beside the present one. It holds a secret: no `Debug`, no `Clone`.
pub struct NewAuthority {
    /// Its certificate, DER, for the root to name and for each server's certificate.
    pub ca_der: Vec<u8>,
    /// Its private key, sealed under the passphrase ([`SafeFile::CertificateAuthority`]).
    pub ca_file: Vec<u8>,
}

/// Makes another authority for a realm, on an offline machine.
///
/// # Errors
/// [`CeremonyError::Certificate`], or when there is no randomness.
pub fn make_authority(
    genesis: &Genesis,
    passphrase: &[u8],
    random: &dyn Randomness,
    now_ms: i64,
) -> Result<NewAuthority, CeremonyError> {
    let make = || {
        let key = KeyPair::generate_for(&PKCS_ECDSA_P256_SHA256).ok()?;
        let ca = ca_params(&genesis.fields().name, now_ms)?.self_signed(&key).ok()?;
        Some((ca.der().to_vec(), Zeroizing::new(key.serialize_pem())))
    };
    let (ca_der, key) = make().ok_or(CeremonyError::Certificate)?;
    Ok(NewAuthority { ca_der, ca_file: SafeFile::CertificateAuthority.seal(passphrase, key.as_bytes(), random)? })
}

/// A new certificate and key for the realm's server, signed by an authority from the safe: that of the founding or
/// another. The server's address is that of the genesis.
///
/// # Errors
/// [`CeremonyError::Address`] for an address that is not `https`, [`CeremonyError::Certificate`] when
/// the authority's key cannot be used, or is not the key of this authority.
pub fn renew_server_certificate(
    genesis: &Genesis,
    (ca_der, ca_key_pem): (&[u8], &str),
    now_ms: i64,
) -> Result<TlsIdentity, CeremonyError> {
    let server = genesis.fields().servers.first().ok_or(CeremonyError::Address)?;
    let host = host_of(&server.url, "https://").ok_or(CeremonyError::Address)?;
    let key = KeyPair::from_pem(ca_key_pem).map_err(|_| CeremonyError::Certificate)?;
    let params = ca_params(&genesis.fields().name, now_ms).ok_or(CeremonyError::Certificate)?;
    if !is_key_of(&key, ca_der) {
        return Err(CeremonyError::Certificate);
    }
    let mut made = sign_server(host, &Issuer::new(params, key), now_ms).ok_or(CeremonyError::Certificate)?;
    made.authority = (plain_digest(&[ca_der]) != server.tls_ca_sha256).then(|| ca_der.to_vec());
    Ok(made)
}

/// Whether an authority's certificate is for this key: what the key signs then stands under it.
fn is_key_of(key: &KeyPair, ca_der: &[u8]) -> bool {
    let public = key.subject_public_key_info();
    ca_der.windows(public.len()).any(|part| part == public.as_slice())
}

fn ca_params(name: &str, now_ms: i64) -> Option<CertificateParams> {
    let mut params = CertificateParams::default();
    params.distinguished_name = DistinguishedName::new();
    params.distinguished_name.push(DnType::CommonName, format!("{name} realm"));
    params.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
    params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::DigitalSignature];
    set_validity(&mut params, now_ms, CA_DAYS)?;
    Some(params)
}

fn sign_server(host: &str, authority: &Issuer<'_, KeyPair>, now_ms: i64) -> Option<TlsIdentity> {
    let key = KeyPair::generate_for(&PKCS_ECDSA_P256_SHA256).ok()?;
    let mut params = CertificateParams::new(vec![host.to_owned()]).ok()?;
    params.distinguished_name = DistinguishedName::new();
    params.distinguished_name.push(DnType::CommonName, "First72 relay");
    params.use_authority_key_identifier_extension = true;
    params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
    params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
    set_validity(&mut params, now_ms, SERVER_DAYS)?;
    let certificate = params.signed_by(&key, authority).ok()?;
    Some(TlsIdentity { chain_pem: certificate.pem(), key_pem: Zeroizing::new(key.serialize_pem()), authority: None })
}

/// The host of an address, without port and path.
fn host_of<'a>(url: &'a str, scheme: &str) -> Option<&'a str> {
    let rest = url.strip_prefix(scheme)?;
    let place = rest.split('/').next()?;
    let host = match place.strip_prefix('[') {
        Some(bracketed) => bracketed.split_once(']')?.0,
        None => place.split(':').next()?,
    };
    (!host.is_empty()).then_some(host)
}

/// From the day before, because a clock may be behind, for so many days.
fn set_validity(params: &mut CertificateParams, now_ms: i64, days: i64) -> Option<()> {
    let ((year, month, day), last) = (date(now_ms, -1)?, date(now_ms, days)?);
    params.not_before = date_time_ymd(year, month, day);
    params.not_after = date_time_ymd(last.0, last.1, last.2);
    Some(())
}

/// The day so many days after a moment, UTC.
fn date(now_ms: i64, days: i64) -> Option<(i32, u8, u8)> {
    let moment = DateTime::<Utc>::from_timestamp_millis(now_ms)?.checked_add_signed(Duration::try_days(days)?)?;
    Some((moment.year(), u8::try_from(moment.month()).ok()?, u8::try_from(moment.day()).ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_host_is_found_in_an_address() {
        assert_eq!(host_of("https://relay.example:8443/x", "https://"), Some("relay.example"));
        assert_eq!(host_of("https://[::1]:8443", "https://"), Some("::1"));
        assert_eq!(host_of("https://:8443", "https://"), None);
        assert_eq!(host_of("ftp://relay.example", "https://"), None);
    }

    #[test]
    fn plain_http_is_for_a_demo_on_loopback_only() {
        let made = |url, demo| Certificates::for_address(url, "Demo County", demo, 0).map(|made| made.is_some());
        assert_eq!(made("http://127.0.0.1:7200", true), Ok(false));
        assert_eq!(made("http://127.0.0.1:7200", false), Err(CeremonyError::Address));
        assert_eq!(made("http://relay.example", true), Err(CeremonyError::Address));
        assert_eq!(made("http://127.0.0.1.example", true), Err(CeremonyError::Address));
        assert_eq!(made("relay.example", true), Err(CeremonyError::Address));
        assert_eq!(made("https://relay.example", false), Ok(true));
    }
}
