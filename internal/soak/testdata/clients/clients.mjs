// Asks a server as the reference clients do: node clients.mjs URL KEY
// Prints a line for each thing that was tried, and fails where one is wrong.
import { serverAudits } from "graphql-http";
import { createClient as createSSE } from "graphql-sse";
import { createClient as createWS } from "graphql-ws";
import WebSocket from "ws";

const [url, key] = process.argv.slice(2);
const socket = url.replace("http", "ws");
const headers = { authorization: `Bearer ${key}` };
const everything = "subscription{relationChanged(filter:{modality:[ACTUAL,PLANNED,POSSIBLE,DENIED]}){id kind}}";
let wrong = 0;

function told(what, ok, detail = "") {
  if (!ok) wrong++;
  console.log(`${ok ? "ok   " : "WRONG"} ${what}${detail ? `: ${detail}` : ""}`);
}

const wait = (ms) => new Promise((done) => setTimeout(done, ms));

async function post(query) {
  const answer = await fetch(url, { method: "POST", headers: { ...headers, "content-type": "application/json" }, body: JSON.stringify({ query }) });
  return answer.json();
}

// Changes the graph, so that there is something to tell.
const change = (verdict) => post(`mutation{reviewRelation(id:"i-met1",input:{verdict:${verdict},note:"test"}){id}}`);

async function subscriptions() {
  const text = await (await fetch(url.replace("/graphql", "/metrics"), { headers })).text();
  return Number(/^rawabit_graphql_subscriptions (\d+)/m.exec(text)[1]);
}

async function until(what, check) {
  for (let i = 0; i < 600; i++) {
    if (await check()) return;
    await wait(50);
  }
  throw new Error(`it does not come to pass: ${what}`);
}

async function audits() {
  const withKey = (input, init) => fetch(input, { ...init, headers: { ...headers, ...init?.headers } });
  let ok = 0;
  const all = serverAudits({ url, fetchFn: withKey });
  for (const one of all) {
    const result = await one.fn();
    if (result.status === "ok") ok++;
    else console.log(`      ${one.id} ${result.status} ${one.name}: ${result.reason}`);
  }
  told("graphql-http audits", ok === all.length, `${ok} of ${all.length}`);
}

// Subscribes with a client and returns what it has been told, and how it ended.
function follow(client, query = everything) {
  const seen = { next: [], error: null, complete: false };
  seen.stop = client.subscribe({ query }, {
    next: (value) => seen.next.push(value),
    error: (error) => (seen.error = error),
    complete: () => (seen.complete = true),
  });
  return seen;
}

async function one(name, client) {
  const query = follow(client, "{__typename}");
  await until(`${name}: a query`, () => query.complete);
  told(`${name}: a query is answered and completes`, query.next[0]?.data?.__typename === "Query");
  const bad = follow(client, "{nothing}");
  await until(`${name}: a mistake`, () => bad.error || bad.next.length);
  told(`${name}: a mistake is an error`, Boolean(bad.error) || Boolean(bad.next[0].errors));
  const seen = follow(client);
  await until(`${name}: subscribed`, async () => (await subscriptions()) === 1);
  await change("REJECT");
  await until(`${name}: a change`, () => seen.next.length > 0);
  told(`${name}: a change is received`, Boolean(seen.next[0].data.relationChanged.kind), JSON.stringify(seen.next[0].data));
  seen.stop();
  await until(`${name}: left`, async () => (await subscriptions()) === 0);
  told(`${name}: leaving completes`, seen.complete && !seen.error);
  await change("CONFIRM");
}

async function many(clients, each) {
  const all = [];
  const list = Array.from({ length: clients }, () => createWS({ url: socket, webSocketImpl: WebSocket, connectionParams: headers, lazy: true }));
  for (const client of list) for (let i = 0; i < each; i++) all.push(follow(client));
  await until("all have subscribed", async () => (await subscriptions()) === clients * each);
  for (const verdict of ["REJECT", "CONFIRM", "REJECT", "CONFIRM"]) await change(verdict);
  const first = () => all[0].next.map((n) => n.data.relationChanged.id).join();
  await until("all have been told", () => all[0].next.length >= 3 && all.every((s) => s.next.length === all[0].next.length));
  told(`${all.length} subscriptions of graphql-ws`, all.every((s) => !s.error && s.next.map((n) => n.data.relationChanged.id).join() === first()), `${all[0].next.length} changes each, none lost`);
  for (const s of all) s.stop();
  await until("all have left", async () => (await subscriptions()) === 0);
  for (const client of list) await client.dispose();
}

// The code with which a connection is closed after some messages.
function closed(messages, protocol = "graphql-transport-ws") {
  return new Promise((done) => {
    const ws = new WebSocket(socket, protocol);
    ws.on("open", () => messages.forEach((m) => ws.send(typeof m === "string" ? m : JSON.stringify(m))));
    ws.on("close", (code) => done(code));
    ws.on("error", () => {});
  });
}

async function codes() {
  const init = { type: "connection_init", payload: headers };
  const subscribe = { id: "1", type: "subscribe", payload: { query: everything } };
  for (const [what, want, messages, protocol] of [
    ["no JSON", 4400, ["hello"]],
    ["an unknown message", 4400, [init, { type: "start" }]],
    ["an operation before the introduction", 4401, [subscribe]],
    ["no key", 4403, [{ type: "connection_init" }]],
    ["no protocol", 4406, [], []],
    ["no introduction", 4408, []],
    ["an id twice", 4409, [init, subscribe, subscribe]],
    ["two introductions", 4429, [init, init]],
  ]) {
    const code = await closed(messages, protocol);
    told(`closed after ${what}`, code === want, String(code));
  }
  let event;
  const client = createWS({ url: socket, webSocketImpl: WebSocket, connectionParams: { authorization: "Bearer none" }, shouldRetry: () => false, retryAttempts: 0, on: { closed: (e) => (event = e) } });
  const seen = follow(client, "{__typename}");
  await until("refused", () => seen.error);
  told("graphql-ws without a key is told", event?.code === 4403 && seen.error?.code === 4403, String(event?.code));
}

await audits();
await one("graphql-ws", createWS({ url: socket, webSocketImpl: WebSocket, connectionParams: headers }));
await one("graphql-sse", createSSE({ url, headers }));
const refused = follow(createSSE({ url, retryAttempts: 0 }), "{__typename}");
await until("refused", () => refused.error);
told("graphql-sse without a key is told", /401/.test(String(refused.error)) || refused.error?.response?.status === 401);
await codes();
await many(100, 10);
process.exit(wrong ? 1 : 0);
