package morph

// cell is one vocalised form of a class with slots where radicals or a stem go.
type cell struct {
	text     string // codes, spelled and vocalised
	features Features
	next     int32 // the next cell of the pattern, -1 at the end
	known    bool  // the vowels are known, so that missing ones mean none
}

// pattern is what the cells of one class have in common that fold to the same
// letters.
type pattern struct {
	folded      string
	first, last int32
}

// span is a range of patterns.
type span struct{ from, to int32 }

// table holds the patterns of all classes.
type table struct {
	patterns []pattern
	cells    []cell
}

// writer fills a table with the forms of one class.
type writer struct {
	*table
	seen         map[string]int32
	start        int32
	known        bool
	raw, out, ky []byte
}

func newWriter(t *table) *writer { return &writer{table: t, seen: map[string]int32{}} }

// begin starts a span.
func (w *writer) begin(known bool) {
	clear(w.seen)
	w.start = int32(len(w.patterns))
	w.known = known
}

// end returns the span since begin.
func (w *writer) end() span { return span{w.start, int32(len(w.patterns))} }

// add adds a form, given as its underlying codes, in all accepted spellings.
func (w *writer) add(f Features, raw []byte, bound bool) {
	w.out = spelling{bound: bound}.write(w.out[:0], raw)
	w.put(f, w.out)
	for _, c := range raw[1:] {
		if c != bareHamza {
			continue
		}
		first := len(w.out)
		w.out = spelling{bound: bound, other: true}.write(w.out, raw)
		if string(w.out[:first]) != string(w.out[first:]) {
			w.put(f, w.out[first:])
		}
		return
	}
}

func (w *writer) put(f Features, text []byte) {
	w.ky = folded(w.ky[:0], text)
	n := int32(len(w.cells))
	w.cells = append(w.cells, cell{text: string(text), features: f, next: -1, known: w.known})
	if p, ok := w.seen[string(w.ky)]; ok {
		w.cells[w.patterns[p].last].next = n
		w.patterns[p].last = n
		return
	}
	key := string(w.ky)
	w.seen[key] = int32(len(w.patterns))
	w.patterns = append(w.patterns, pattern{folded: key, first: n, last: n})
}

// fill appends a template with its slots filled.
func fill(dst []byte, text string, radicals *[4]byte, stem string) []byte {
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case c < slot1:
			dst = append(dst, c)
		case c == slotStem:
			dst = append(dst, stem...)
		default:
			dst = append(dst, radicals[c-slot1])
		}
	}
	return dst
}
