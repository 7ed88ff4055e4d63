// Cutting a text at spans, which are byte offsets into its UTF-8.

/** Cuts a text where spans begin and end. Each piece holds its text and the spans that it lies in. */
export function pieces(text, spans) {
  const bytes = new TextEncoder().encode(text), decoder = new TextDecoder();
  const clip = (n) => Math.min(bytes.length, Math.max(0, n));
  const cuts = [...new Set([0, bytes.length, ...spans.flatMap((s) => [clip(s.start), clip(s.end)])])].sort((a, b) => a - b);
  const out = [];
  for (let i = 0; i + 1 < cuts.length; i++) {
    const [from, to] = [cuts[i], cuts[i + 1]];
    out.push({ from, to, text: decoder.decode(bytes.subarray(from, to)), in: spans.filter((s) => s.start <= from && s.end >= to) });
  }
  return out;
}
