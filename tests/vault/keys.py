"""Master keys for tests."""

import base64

NEW = "m2:" + base64.urlsafe_b64encode(bytes(range(7, 39))).decode()
