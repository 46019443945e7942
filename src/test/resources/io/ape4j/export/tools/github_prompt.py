"""Reads prompts of GitHub Models with PyYAML, and fills them as GitHub's command does: each {{name}} by its value.

On stdin: [{"source": ..., "values": {...}}]; prints the messages of each. Keys that the format doesn't have are an error.
"""

import json
import re
import sys

import yaml

KEYS = {"name", "description", "model", "modelParameters", "responseFormat", "jsonSchema", "messages", "testData", "evaluators"}

rendered = []
for request in json.load(sys.stdin):
    prompt = yaml.safe_load(request["source"])
    assert set(prompt) <= KEYS, set(prompt) - KEYS
    messages = []
    for message in prompt["messages"]:
        assert set(message) == {"role", "content"} and message["role"] in ("system", "user", "assistant"), message
        text = re.sub(r"{{(\w+)}}", lambda slot: request["values"].get(slot.group(1), slot.group(0)), message["content"])
        messages.append({"role": message["role"], "text": text})
    rendered.append(messages)
print(json.dumps(rendered))
