import pytest

from notifier.rosters.choices import MailBucket
from notifier.rosters.rules.buckets import bucket_of


@pytest.mark.parametrize(
    ("email", "bucket"),
    [
        ("a@gmail.com", MailBucket.GMAIL),
        ("a@GoogleMail.com", MailBucket.GMAIL),
        ("a@hotmail.fr ", MailBucket.MICROSOFT),
        ("a@wanadoo.fr", MailBucket.ORANGE),
        ("a@neuf.fr", MailBucket.SFR),
        ("a@laposte.net.", MailBucket.LAPOSTE),
        ("a@icloud.com", MailBucket.APPLE),
        ("a@example.org", MailBucket.OTHER),
        ("a@gmail.com.example.org", MailBucket.OTHER),
        ("gmail.com@example.org", MailBucket.OTHER),
        ("a@notgmail.com", MailBucket.OTHER),
        ("a@sub.gmail.com", MailBucket.OTHER),
        ("", MailBucket.NONE),
        ("  ", MailBucket.NONE),
    ],
)
def test_only_the_big_ones_are_told_apart(email: str, bucket: MailBucket) -> None:
    assert bucket_of(email) is bucket


def test_no_bucket_is_longer_than_its_column() -> None:
    assert max(len(bucket) for bucket in MailBucket) <= 12
