"""Who brings business, where a line is nothing else: names, with or without a post, or a post alone."""

import re

from linking.names import FULL_NAME

# `Assistant Director`, `Cabinet Member`
POST = (
    r"(?:(?:Executive|Corporate|Strategic|Assistant|Deputy|Interim|Service|Joint) )*"
    r"(?:Director|Head of|Service Manager|Cabinet Member|Lead Member|Portfolio Holder|Monitoring Officer|Chief Executive)\b"
)
# `Director of Finance`
POST_LINE = re.compile(rf"{POST}.{{0,80}}")
# `Jane Smith and Kwame Birtwell, Head of Service`
NAME_LINE = re.compile(rf"{FULL_NAME}(?:(?: and|,| ?/) ?{FULL_NAME})*(?:, {POST}.{{0,80}})?")
