"""The texts that stand for a tool: the same templates as ToolText.java in the indexer, and forms that vary them."""

import re

LONGEST_NAME = 200
LONGEST_FOR_MODEL = 2_000
LONGEST_HEAD = 300
MOST_PARAMETERS = 200

_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_MARKS = re.compile(r"[_\-./]+")
_END = re.compile(r"[.!?](?=\s|$)|\n|。")


def readable(identifier):
    return _MARKS.sub(" ", _CAMEL.sub(" ", identifier[:LONGEST_NAME])).strip()


def first_sentence(description):
    text = description.strip()[:LONGEST_HEAD]
    for end in _END.finditer(text):
        if end.group() in "\n。" or end.start() > 15:
            return text[: end.end()].strip()
    return text


def parameters(tool):
    schema = tool.get("inputSchema")
    properties = schema.get("properties") if isinstance(schema, dict) else None
    return list(properties)[:MOST_PARAMETERS] if isinstance(properties, dict) else []


def described(name, description, names):
    text = f"{name}: {description[:LONGEST_FOR_MODEL]}"
    return f"{text} Parameters: {', '.join(names)[:LONGEST_FOR_MODEL]}" if names else text


def whole(tool):
    name = f"{readable(tool['server'])} {readable(tool['name'])}"
    return described(name, tool["description"], parameters(tool))


def head(tool):
    return f"{readable(tool['name'])}: {first_sentence(tool['description'])}"


def varied(tool, chance):
    """One of the forms in which a tool may be met; the two that are searched most often."""
    draw = chance.random()
    if draw < 0.55:
        return whole(tool)
    if draw < 0.80:
        return head(tool)
    if draw < 0.90:
        return described(readable(tool["name"]), tool["description"], parameters(tool))
    return described(f"{readable(tool['server'])} {readable(tool['name'])}", tool["description"], [])
