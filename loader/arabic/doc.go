// Package arabic turns Arabic text into sentences of tokens that keep their byte
// offsets. It changes nothing in the text: every later stage points back into
// what was read. Morphology stands in morph, dates in datetime.
package arabic
