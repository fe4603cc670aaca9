"""Reads an XForm into plain facts by place, so that two forms can be laid side by side.

Start at facts. Two forms that mean the same have the same facts, however they indent, name their
texts or write a path: texts stand where they are used, in every language; paths are absolute.
Knows nothing of where a form comes from.
"""

import re
from xml.etree import ElementTree

XF = "{http://www.w3.org/2002/xforms}"
HTML = "{http://www.w3.org/1999/xhtml}"
JR = "{http://openrosa.org/javarosa}"

TOKEN = re.compile(
    r"""(?P<text>'[^']*'|"[^"]*")
    |(?P<number>\d+(?:\.\d+)?|\.\d+)
    |(?P<path>(?:current\(\)/)?\.\.?(?:/[\w.:*-]+)*|(?:current\(\))?(?:/[\w.:*-]+)+)
    |(?P<name>[\w:][\w.:-]*)
    |(?P<sign>!=|<=|>=|\S)""",
    re.VERBOSE,
)
NOTHING = {"relevant": "true()", "required": "false()", "readonly": "false()", "type": "string"}


def local(tag):
    return tag.rsplit("}", 1)[-1]


def absolute(path, node):
    """A path as seen from a node, from the root: ../age from /data/person/name."""
    path = path.removeprefix("current()/")
    steps = [] if path.startswith("/") else node.strip("/").split("/")
    for step in path.strip("/").split("/"):
        if step == "..":
            del steps[-1:]
        elif step != ".":
            steps.append(step)
    return "/" + "/".join(steps)


def expression(source, node):
    """An expression with one space between its tokens, absolute paths and one kind of quotes."""
    tokens, depth = [], 0
    for match in TOKEN.finditer(source):
        token = match.group()
        depth += {"[": 1, "]": -1}.get(token, 0)
        if match.lastgroup == "text" and "'" not in token[1:-1]:
            token = f"'{token[1:-1]}'"
        elif match.lastgroup == "path" and token != ".":
            # In a predicate a bare relative path starts at the candidate, not at the node. What
            # follows ) or ] continues the path before it.
            goes_on = tokens and tokens[-1] in (")", "]") and token.startswith("/")
            if not goes_on and (depth == 0 or token.startswith("current()")):
                token = absolute(token, node)
        tokens.append(token)
    return " ".join(tokens)


def prose(element, node):
    """The text of a label with its outputs as {path}, blanks folded."""
    text = element.text or ""
    for child in element:
        if local(child.tag) == "output":
            text += "{" + expression(child.get("value", ""), node) + "}"
        text += child.tail or ""
    return " ".join(text.split())


class Form:
    """One XForm, its texts at hand."""

    def __init__(self, xml):
        self.root = ElementTree.fromstring(xml)
        self.model = self.root.find(f"{HTML}head/{XF}model")
        self.facts = {}
        self.texts = {}
        for translation in self.model.iter(f"{XF}translation"):
            language = translation.get("lang")
            is_default = translation.get("default") in ("true()", "")
            self.put(f"language {language}", "default" if is_default else "spoken")
            for text in translation.iter(f"{XF}text"):
                self.texts.setdefault(text.get("id"), {})[language] = text

    def put(self, place, value):
        self.facts[place] = value

    def text(self, name, node):
        """A text by its id, in every language and form: {"es": "…", "es (image)": "…"}."""
        if name not in self.texts:
            return {"": f"no text {name}"}
        found = {}
        for language, text in self.texts[name].items():
            for value in text.iter(f"{XF}value"):
                form = value.get("form")
                found[f"{language} ({form})" if form else language] = prose(value, node)
        return found

    def words(self, element, node):
        """What a label, hint or message says: in place, or by jr:itext('id')."""
        reference = element if isinstance(element, str) else element.get("ref", "")
        match = re.fullmatch(r"\s*jr:itext\(\s*['\"](.*)['\"]\s*\)\s*", reference)
        if match:
            return self.text(match.group(1), node)
        if isinstance(element, str):
            return {"": " ".join(element.split())}
        return {"": reference or prose(element, node)}

    def attributes(self, element, node, place, leave_out=()):
        for name, value in sorted(element.attrib.items()):
            name = local(name)
            if name in leave_out or value.strip() == NOTHING.get(name):
                continue
            if name.endswith("Msg"):
                self.put(f"{place} {name}", self.words(value, node))
            elif name in ("type", "appearance", "mediatype", "src"):
                self.put(f"{place} {name}", value.removeprefix("xsd:").strip())
            else:
                self.put(f"{place} {name}", expression(value, node))

    def instance(self, element, place):
        """The tree of the answers: names, order, nesting, templates, defaults."""
        shown = [local(e.tag) + ("*" if e.get(f"{JR}template") is not None else "") for e in element]
        if shown:
            self.put(f"instance {place}", shown)
        elif (element.text or "").strip():
            self.put(f"instance {place} default", element.text.strip())
        self.attributes(element, place, f"instance {place}", ("template",))
        for child, name in zip(element, shown):
            self.instance(child, f"{place}/{name}")

    def list_of_choices(self, instance):
        """A secondary instance: its items, column by column, texts in place of their ids."""
        place = f"choices {instance.get('id')}"
        self.attributes(instance, "", place, ("id",))
        for row, item in enumerate(instance.iter(f"{XF}item"), start=1):
            columns = {}
            for column in item:
                name, text = local(column.tag), (column.text or "").strip()
                if name == "itextId":
                    name, text = "label", self.text(text, "")
                columns[name] = {"": text} if name == "label" and isinstance(text, str) else text
            self.put(f"{place} row {row}", columns)

    def control(self, element, around):
        """A control of the body and all that stands in it; gives its name."""
        kind = local(element.tag)
        node = element.get("ref") or element.get("nodeset") or element.get("bind") or around
        node = absolute(node, around)
        place = f"{kind} {node}"
        self.attributes(element, node, place, ("ref", "nodeset", "bind"))
        inside = []
        for child in element:
            name = local(child.tag)
            if name in ("label", "hint", "help"):
                self.put(f"{place} {name}", self.words(child, node))
            elif name == "itemset":
                self.put(f"{place} itemset", self.itemset(child, node))
            elif name == "item":
                code = child.findtext(f"{XF}value")
                self.put(f"{place} item {code}", self.words(child.find(f"{XF}label"), node))
                inside.append(f"item {code}")
            else:
                inside.append(self.control(child, node))
        if inside:
            self.put(f"{place} holds", inside)
        return place

    def itemset(self, element, node):
        label = element.find(f"{XF}label").get("ref", "")
        by_text = label.replace(" ", "") == "jr:itext(itextId)"
        return {
            "nodeset": expression(element.get("nodeset"), node),
            "value": element.find(f"{XF}value").get("ref"),
            "label": "label" if by_text else label,
        }

    def read(self):
        self.put("title", (self.root.findtext(f"{HTML}head/{HTML}title") or "").strip())
        instances = self.model.findall(f"{XF}instance")
        primary = instances[0][0]
        self.instance(primary, f"/{local(primary.tag)}")
        for instance in instances[1:]:
            self.list_of_choices(instance)
        for bind in self.model.iter(f"{XF}bind"):
            node = bind.get("nodeset")
            self.put(f"bind {node}", "there")
            self.attributes(bind, node, f"bind {node}", ("nodeset",))
        for action in self.root.iter():
            if local(action.tag) in ("setvalue", "setgeopoint"):
                node = action.get("ref")
                self.attributes(action, node, f"{local(action.tag)} {node}", ("ref",))
        body = self.root.find(f"{HTML}body")
        top = f"/{local(primary.tag)}"
        self.put("body holds", [self.control(element, top) for element in body])
        return self.facts


def facts(xml):
    """Everything an XForm says, by place: {"bind /data/age constraint": ". >= 0", …}."""
    return Form(xml).read()


def differences(ours, theirs):
    """Yields (place, ours, theirs) for every fact that is not the same; None where it is absent."""
    for place in sorted(ours.keys() | theirs.keys()):
        if ours.get(place) != theirs.get(place):
            yield place, ours.get(place), theirs.get(place)
