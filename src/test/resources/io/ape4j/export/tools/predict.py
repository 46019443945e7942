"""Loads a program with DSPy itself and prints what it has of it. Arguments: signature, file."""

import json
import sys

import dspy

predict = dspy.Predict(sys.argv[1])
predict.load(sys.argv[2])
fields = predict.signature.fields
print(
    json.dumps(
        {
            "instructions": predict.signature.instructions,
            "demos": [dict(demo) for demo in predict.demos],
            "fields": {name: field.json_schema_extra["prefix"] for name, field in fields.items()},
        }
    )
)
