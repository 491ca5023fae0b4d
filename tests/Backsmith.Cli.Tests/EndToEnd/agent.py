"""An external coding agent with a script in the place of a model: it speaks the Model Context Protocol and has no other way to the repository."""
import json
import os
import subprocess
import sys

prompt = sys.stdin.read()
server = json.load(open(os.environ["BACKSMITH_MCP_CONFIG"]))["mcpServers"]["backsmith"]
wire = subprocess.Popen([server["command"], *server["args"]], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
number = 0


def send(message):
    wire.stdin.write(json.dumps({"jsonrpc": "2.0", **message}) + "\n")
    wire.stdin.flush()


def ask(method, **params):
    global number
    number += 1
    send({"id": number, "method": method, "params": params})
    while True:
        answer = json.loads(wire.stdout.readline())
        if answer.get("id") == number:
            return answer["result"]


def call(tool, **arguments):
    return ask("tools/call", name=tool, arguments=arguments)["content"][0]["text"]


ask("initialize", protocolVersion="2025-06-18", capabilities={}, clientInfo={"name": "agent", "version": "1"})
send({"method": "notifications/initialized"})
tools = [tool["name"] for tool in ask("tools/list")["tools"]]
if "submit_plan" in tools:
    call("read", path="clinic/dosage.py")
    nothing = dict.fromkeys(["constraints", "data", "endpoints", "schemaChanges", "externalServices", "security", "edgeCases", "testPlan"], [])
    step = {"key": "per-week", "phase": "building", "title": "Add per_week", "description": "Add per_week.", "rationale": "It is asked for.", "kind": "plan",
            "blockedBy": [], "effort": "S", "done": ["per_week(2, 10) is 140"]}
    call("submit_plan", requirement="A dose for a week.", acceptanceCriteria=["per_week(2, 10) is 140"], claim="feature", steps=[step], **nothing)
elif "submit_review" in tools:
    call("submit_review", approve=True, summary="It does what is asked.", points=[], tried="Read the diff.")
elif "Your task: Add per_week" in prompt:
    refused = call("write", path="clinic/key.py", content="KEY = '" + os.environ["AGENT_KEY"] + "'\n")
    call("edit", path="clinic/dosage.py", old="    return weight * milligrams\n", new="    return weight * milligrams\n\n\ndef per_week(weight, milligrams):\n    return 7 * per_day(weight, milligrams)\n")
    call("edit", path="tests/test_dosage.py", old="import per_day\n", new="import per_day, per_week\n")
    call("edit", path="tests/test_dosage.py", old="(per_day(2, 10), 20)\n", new="(per_day(2, 10), 20)\n\n    def test_is_seven_times_as_much_in_a_week(self):\n        self.assertEqual(per_week(2, 10), 140)\n")
    tested = call("test")
    seen = [path for path in [os.environ["AGENT_LOOKS_FOR"], "/root/.bashrc"] if os.path.exists(path)]
    call("finish", summary="per_week is there.", analysis=tested[:200], decision=f"As planned. The write came to: {refused} Seen on the host were {len(seen)} files.", alternatives=[],
         performance="", security="", scaling="", risks=[], nextSteps=[], blockers=[])
else:
    sys.exit("This agent knows no such task.")
