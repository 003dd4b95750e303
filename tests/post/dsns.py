"""What comes back, as real systems write it, with invented people."""

ORIGINAL = "<0190a6f0b1c27d3e8f4a5b6c7d8e9f01.email@avis.example.org>"
WHO = "zoe.canari@example.net"

_REPORT = """\
Return-Path: <>
From: {sender}
To: {to}
Subject: {subject}
Date: Wed, 04 Mar 2026 11:00:00 +0100
Message-ID: <{own}@mx.example.net>
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b1"

--b1
Content-Type: text/plain; charset=utf-8

{words}

--b1
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.net
Arrival-Date: Wed, 04 Mar 2026 10:59:00 +0100

Final-Recipient: rfc822; zoe.canari@example.net
{fields}

--b1
Content-Type: {kind}

{head}

--b1--
"""
_HEAD = f"From: information@avis.example.org\nTo: {WHO}\nMessage-ID: {ORIGINAL}\nSubject: Information\n"


def report(
    fields: str,
    *,
    words: str = "Your message could not be delivered.",
    sender: str = "MAILER-DAEMON@mx.example.net (Mail Delivery System)",
    subject: str = "Undelivered Mail Returned to Sender",
    to: str = "information@avis.example.org",
    kind: str = "message/rfc822",
    head: str = _HEAD + "\nBonjour,\n",
    own: str = "20260304.1",
) -> bytes:
    text = _REPORT.format(
        fields=fields, words=words, sender=sender, subject=subject, to=to, kind=kind, head=head, own=own
    )
    return text.encode()


POSTFIX = report("Action: failed\nStatus: 5.1.1\nRemote-MTA: dns; mx.example.net\n"
                 "Diagnostic-Code: smtp; 550 5.1.1 <zoe.canari@example.net>: Recipient address rejected")  # fmt: skip
POSTFIX_DELAYED = report("Action: delayed\nStatus: 4.4.1\nWill-Retry-Until: Mon, 09 Mar 2026 10:59:00 +0100",
                         subject="Delayed Mail (still being retried)", kind="text/rfc822-headers")  # fmt: skip
POSTFIX_DELIVERED = report("Action: delivered\nStatus: 2.1.5\nDiagnostic-Code: smtp; 250 2.1.5 Ok",
                           subject="Successful Mail Delivery Report")  # fmt: skip
POSTFIX_EXPIRED = report("Action: failed\nStatus: 4.4.1\nDiagnostic-Code: X-Postfix; connect: Connection timed out")
EXCHANGE = report(
    "Action: failed\nStatus: 5.1.10\nDiagnostic-Code: smtp;550 5.1.10 RESOLVER.ADR.RecipientNotFound; not found",
    sender='"Microsoft Outlook" <MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@example.net>',
    subject="Non remis : Information", kind="text/rfc822-headers", head=_HEAD,
)  # fmt: skip
EXCHANGE_VAGUE = report("Action: failed\nStatus: 5.0.0\nDiagnostic-Code: smtp;552 5.2.2 mailbox full STOREDRV")
EXCHANGE_SPAM = report("Action: failed\nStatus: 5.7.1\nDiagnostic-Code: smtp; 550 5.7.1 Service unavailable, blocked")
GMAIL = report(
    "Action: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550-5.1.1 The email account that you tried to reach does\n"
    " not exist. 550 5.1.1 https://support.example.com/mail",
    sender="Mail Delivery Subsystem <mailer-daemon@googlemail.example.com>", subject="Delivery Status (Failure)",
)  # fmt: skip
GMAIL_FULL = report("Action: failed\nStatus: 4.2.2\nDiagnostic-Code: smtp; 452-4.2.2 The email account is over quota")
ORANGE = report("Action: failed (user unknown)\nStatus: \nDiagnostic-Code: smtp; 550 Adresse d au moins un "
                "destinataire invalide. OFR_416 [416]")  # fmt: skip
SENDMAIL_RELAYED = report("Action: relayed\nStatus: 2.0.0")
QMAIL = f"""\
Return-Path: <>
From: MAILER-DAEMON@old.example.net
To: information@avis.example.org
Subject: failure notice
Date: 4 Mar 2026 10:00:00 -0000
Message-ID: <qmail.1@old.example.net>

Hi. This is the qmail-send program at old.example.net.
I'm afraid I wasn't able to deliver your message to the following addresses.
This is a permanent error; I've given up. Sorry it didn't work out.

<zoe.canari@example.net>:
192.0.2.7 does not like recipient.
Remote host said: 550 5.1.1 no mailbox here by that name
Giving up on 192.0.2.7.

--- Below this line is a copy of the message.

Return-Path: <information@avis.example.org>
Message-ID: {ORIGINAL}
Subject: Information

Bonjour,
""".encode()
EXIM = f"""\
Return-Path: <>
From: Mail Delivery System <Mailer-Daemon@exim.example.net>
To: information@avis.example.org
X-Failed-Recipients: zoe.canari@example.net
Auto-Submitted: auto-replied
Subject: Mail delivery failed: returning message to sender
Date: Wed, 04 Mar 2026 10:00:00 +0000
Message-ID: <exim.1@exim.example.net>

This message was created automatically by mail delivery software.

  zoe.canari@example.net
    host mx.example.net [192.0.2.8]
    SMTP error from remote mail server after RCPT TO:<zoe.canari@example.net>:
    550 No such user here

------ This is a copy of the message, including all the headers. ------

Message-ID: {ORIGINAL}
Subject: Information
""".encode()
COMPLAINT = f"""\
From: complaints@example.com
To: information@avis.example.org
Subject: Complaint
Date: Wed, 04 Mar 2026 11:00:00 +0100
Message-ID: <arf.1@example.com>
MIME-Version: 1.0
Content-Type: multipart/report; report-type=feedback-report; boundary="b2"

--b2
Content-Type: text/plain

This is an email abuse report.

--b2
Content-Type: message/feedback-report

Feedback-Type: abuse
User-Agent: Reporter/1.0
Version: 1

--b2
Content-Type: message/rfc822

{_HEAD}
Bonjour,

--b2--
""".encode()
AWAY = f"""\
From: Zoé Canari <zoe.canari@example.net>
To: information@avis.example.org
Subject: Absence : Information
Auto-Submitted: auto-replied
In-Reply-To: {ORIGINAL}
Date: Wed, 04 Mar 2026 11:00:00 +0100
Message-ID: <away.1@example.net>

Je suis absente jusqu'au 15. En cas d'urgence, 550 5.1.1 n'est pas mon adresse.
Message-ID: {ORIGINAL}
""".encode()
REPLY = AWAY.replace(b"Auto-Submitted: auto-replied\n", b"").replace(b"Absence : ", b"Re: ")
READ = COMPLAINT.replace(b"feedback-report", b"disposition-notification").replace(
    b"Feedback-Type: abuse", b"Disposition: manual-action/MDN-sent-manually; displayed"
)
NOT_SPAM = COMPLAINT.replace(b"Feedback-Type: abuse", b"Feedback-Type: not-spam")
WARNED = EXIM.replace(b"Mail delivery failed: returning message to sender", b"Warning: message delayed 24 hours")
WARNED = WARNED.replace(b"550 No such user here", b"451 4.7.1 try again later")
EOF_IN_REPORT = POSTFIX[: POSTFIX.index(b"Diagnostic-Code")]
GARBAGE = b"Content-Type: multipart/report; boundary\n\n\xff\xfe\x00--"
