"""Whether the world believes that a message comes from the campaign's domain: SPF, DKIM, DMARC and MX records, judged.

Records in, findings out; who asks the name servers is somebody else's business.
"""
