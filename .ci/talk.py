"""Holds a whole talk with `archwise mcp` through the official Python SDK, and prints it as Markdown.

Usage: talk.py PROGRAM FOLDER: the program, and an empty folder in which it may write into `docs`.
"""

import asyncio
import json
import sys

from mcp import ClientSession, StdioServerParameters
from mcp.client.stdio import stdio_client

# What the person shares. Everything below is answered from it, or by the person.
PLAN = """\
Invoices for small firms, plan for next year. Today: one Rails application, all three teams wait for its weekly release.
We sell in Germany, Austria and Switzerland and add France and Spain. Contracts promise 99.9 %. Customer data stays in
the EU. We do not want to hire an operations team; what we run must fit the money that we have."""

ANSWERS = {
    "title": "Invoices",
    "answers": {
        "geographic-spread": "europe",
        "data-residency": "one-jurisdiction",
        "availability-target": "three-nines",
        "teams": 3,
        "release-cadence": "weekly",
        "existing-system": "blocking-monolith",
    },
    "assumed": {"budget": "tight"},
    "notes": {
        "geographic-spread": "Plan: 'Germany, Austria and Switzerland', 'add France and Spain'.",
        "data-residency": "Plan: 'Customer data stays in the EU'.",
        "availability-target": "Plan: 'Contracts promise 99.9 %'.",
        "teams": "Plan: 'all three teams'.",
        "release-cadence": "Plan: 'weekly release'; that is today's, to be confirmed.",
        "existing-system": "Plan: 'one Rails application, all three teams wait for its weekly release'.",
        "budget": "Plan: 'must fit the money that we have' suggests it.",
    },
}


class Talk:
    """A talk in which every call of the assistant is really made."""

    def __init__(self, session):
        self.session = session

    def says(self, who, text):
        print(f"**{who}:** {text}\n")

    async def calls(self, tool, arguments, shown=None, lines=14):
        """Calls a tool and prints the call and the beginning of what comes back."""
        printed = arguments if shown is None else shown
        print(f"→ `{tool}`\n")
        print(f"```json\n{json.dumps(printed, indent=2, ensure_ascii=False)}\n```\n")
        result = await self.session.call_tool(tool, arguments)
        text = result.content[0].text.rstrip("\n").split("\n")
        kept = [line.rstrip() for line in text[:lines]] + (["…"] if len(text) > lines else [])
        print("← " + ("refused" if result.is_error else "result") + "\n")
        print("```text\n" + "\n".join(kept) + "\n```\n")
        return result


async def talk(session):
    hello = await session.initialize()
    assert hello.server_info.name == "archwise", hello
    tools = [tool.name for tool in (await session.list_tools()).tools]
    assert "save_answers" in tools, tools
    prompts = [prompt.name for prompt in (await session.list_prompts()).prompts]
    assert prompts == ["interview", "documents"], prompts
    asked = await session.get_prompt("documents", {"system": "Invoices for small firms"})
    assert "evidence" in asked.messages[0].content.text
    talk = Talk(session)

    quoted = PLAN.replace("\n", " ")
    talk.says("Person", f"Which architecture does this need? Our plan: “{quoted}”")
    talk.says("Assistant", "I look at what archwise asks.")
    await talk.calls("questionnaire", {}, lines=22)
    talk.says("Assistant", "I fill in what your plan says, with the words that say it, and keep a guess apart.")
    wrong = await talk.calls("assess", {"answers": ANSWERS})
    assert wrong.is_error and wrong.structured_content["findings"][0]["code"] == "unknown-option"

    ANSWERS["answers"]["geographic-spread"] = "multi-region"
    talk.says("Assistant", "“europe” is no option; several countries on one continent is `multi-region`.")
    short = {"answers": {"…": "as above", "answers": {"geographic-spread": "multi-region", "…": "…"}}}
    first = await talk.calls("assess", {"answers": ANSWERS}, short, lines=30)
    assert not first.is_error and first.structured_content["assumed"] == ["budget"]

    talk.says("Assistant", "What matters next, on the question of services?")
    await talk.calls("next_questions", {"answers": ANSWERS, "axis": "split"}, {"answers": "as above", "axis": "split"}, lines=24)
    talk.says(
        "Assistant",
        "Who changes what: is each team responsible for an area of the business, or for a layer? And does one part need"
        " much more hardware than another?",
    )
    talk.says(
        "Person",
        "Each team has its area: payments, invoices, integrations. All parts run on the same few machines. And yes,"
        " the money is tight.",
    )
    ANSWERS["answers"] |= {"team-alignment": "by-capability", "load-shape": ["uniform"], "budget": "tight"}
    del ANSWERS["assumed"]
    said = {"team-alignment": "Said: 'Each team has its area'.", "load-shape": "Said: 'the same few machines'.",
            "budget": "Said: 'the money is tight'."}
    ANSWERS["notes"] |= said
    more = {"answers": {"answers": {"…": "as above", "team-alignment": "by-capability", "load-shape": ["uniform"],
                                    "budget": "tight"}, "notes": {"…": "as above"} | said}}
    second = await talk.calls("assess", {"answers": ANSWERS}, more, lines=34)
    data = second.structured_content
    assert not second.is_error and data["assumed"] == [] and data["without_note"] == [], data

    talk.says("Person", "Would it be services if we had twelve teams?")
    changes = {"teams": 12}
    await talk.calls("what_if", {"answers": ANSWERS, "changes": changes}, {"answers": "as above", "changes": changes}, lines=20)
    talk.says("Person", "Where do the points for the teams come from?")
    await talk.calls("explain", {"id": "how-many-teams", "answers": ANSWERS}, {"id": "how-many-teams", "answers": "as above"}, lines=16)
    talk.says("Person", "Good. Save that, and write it down as a proposal for Ada to decide.")
    saved = await talk.calls("save_answers", {"file": "invoices.yaml", "answers": ANSWERS},
                             {"file": "invoices.yaml", "answers": "as above"})
    assert not saved.is_error, saved
    record = await talk.calls("record_decision", {"file": "invoices.yaml", "deciders": ["Ada"]}, lines=30)
    assert not record.is_error, record

    page = (await session.read_resource(data["page"])).contents[0]
    assert page.mime_type == "text/html" and page.text.startswith("<!doctype html>"), page.mime_type
    rulebook = (await session.read_resource("archwise://rulebook")).contents[0].text
    assert "how-many-teams" in rulebook


async def main(program, folder):
    environment = {"SOURCE_DATE_EPOCH": "1800000000", "PATH": "/usr/bin:/bin"}
    server = StdioServerParameters(command=program, args=["mcp", "--write", "docs"], env=environment, cwd=folder)
    async with stdio_client(server) as (read, write):
        async with ClientSession(read, write) as session:
            await talk(session)


asyncio.run(main(*sys.argv[1:]))
