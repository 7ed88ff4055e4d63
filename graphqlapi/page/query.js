// How the page talks to /graphql.

const keyName = "rawabit-key";

/** The key that the server asks for, kept until the tab is closed. */
export const key = {
  get: () => sessionStorage.getItem(keyName) ?? "",
  set: (value) => (value ? sessionStorage.setItem(keyName, value) : sessionStorage.removeItem(keyName)),
};

const send = (body, accept, signal) =>
  fetch("/graphql", {
    method: "POST",
    headers: { "content-type": "application/json", accept, ...(key.get() ? { authorization: `Bearer ${key.get()}` } : {}) },
    body: JSON.stringify(body),
    signal,
  });

// An error of the answer, with its code; who is asked for a key is told so.
function failure(status, errors) {
  const error = new Error(errors?.[0]?.message ?? `HTTP ${status}`);
  error.code = errors?.[0]?.extensions?.code ?? (status === 401 ? "UNAUTHENTICATED" : status === 403 ? "FORBIDDEN" : "");
  if (error.code === "UNAUTHENTICATED") document.dispatchEvent(new CustomEvent("key-needed"));
  return error;
}

/** Asks a query and returns its data; an error of the answer is thrown. */
export async function ask(query, variables, signal) {
  const response = await send({ query, variables }, "application/graphql-response+json, application/json", signal);
  const answer = await response.json().catch(() => ({}));
  if (answer.errors?.length || !answer.data) throw failure(response.status, answer.errors);
  return answer.data;
}

/** Follows a subscription until the signal aborts; opened is called once the server streams. */
export async function follow(query, variables, { next, opened, signal }) {
  const response = await send({ query, variables }, "text/event-stream", signal);
  if (!response.ok || !response.headers.get("content-type").startsWith("text/event-stream")) {
    throw failure(response.status, (await response.json().catch(() => ({}))).errors);
  }
  opened();
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  for (let rest = ""; ; ) {
    const { done, value } = await reader.read();
    if (done) return;
    const events = (rest + value).split("\n\n");
    rest = events.pop();
    for (const event of events) {
      const data = event.split("\n").find((line) => line.startsWith("data: ") && line.length > 6);
      if (!data) continue;
      const answer = JSON.parse(data.slice(6));
      if (answer.errors?.length) throw failure(200, answer.errors);
      next(answer.data);
    }
  }
}
