"""Which big mail provider an address is with: all that is kept in clear of where somebody is written to."""

from notifier.rosters.choices import MailBucket

# The providers' own domains for the public, as they hand them out or did once. What a firm has hosted by them is not
# among these: only the DNS knows, and to ask it would tell it whose patients these are.
_DOMAINS = {
    MailBucket.GMAIL: "gmail.com googlemail.com",
    MailBucket.MICROSOFT: (
        "outlook.com outlook.fr hotmail.com hotmail.fr hotmail.be hotmail.co.uk live.com live.fr live.be msn.com "
        "windowslive.com passport.com"
    ),
    MailBucket.YAHOO: "yahoo.com yahoo.fr yahoo.co.uk yahoo.be ymail.com rocketmail.com aol.com aol.fr",
    MailBucket.APPLE: "icloud.com me.com mac.com",
    MailBucket.ORANGE: "orange.fr wanadoo.fr voila.fr",
    MailBucket.FREE: "free.fr freesbee.fr libertysurf.fr worldonline.fr online.fr aliceadsl.fr alicepro.fr",
    MailBucket.SFR: (
        "sfr.fr neuf.fr cegetel.net club-internet.fr numericable.fr numericable.com noos.fr 9online.fr 9business.fr "
        "estvideo.fr evhr.net"
    ),
    MailBucket.LAPOSTE: "laposte.net",
    MailBucket.BOUYGUES: "bbox.fr bouygtel.fr",
}
_BUCKETS = {domain: bucket for bucket, domains in _DOMAINS.items() for domain in domains.split()}


def bucket_of(email: str) -> MailBucket:
    """NONE for no address at all; OTHER for whatever is not surely one of the big ones."""
    if not email.strip():
        return MailBucket.NONE
    domain = email.strip().rpartition("@")[2].rstrip(".").lower()
    return _BUCKETS.get(domain, MailBucket.OTHER)
