"""Sends messages with OpenAI's own client. On stdin: {"base": URL, "requests": [{"source": ..., "values": {...}}]}."""

import json
import re
import sys

import openai

asked = json.load(sys.stdin)
client = openai.OpenAI(base_url=asked["base"], api_key="none", max_retries=0, timeout=20)
for request in asked["requests"]:
    messages = json.loads(request["source"])
    for message in messages:
        message["content"] = re.sub(
            r"{{(\w+)}}", lambda slot: request["values"][slot.group(1)], message["content"]
        )
    client.chat.completions.create(model="stub-model", messages=messages, max_tokens=16)
