package morph

// Lexicon finds the entries that a token may be a form of. It is immutable and
// safe for concurrent use.
type Lexicon struct {
	table
	lexemes []lexeme
	entries []entry
	buckets []int32
}

// lexeme fills the slots of a class: the radicals of a verb or the stem of a
// nominal or word.
type lexeme struct {
	kind     Kind
	takes    Takes
	radicals [4]byte
	stem     string // codes, marks kept
	id       int
}

// entry is one folded form: the lexeme and the pattern of its class. Forms are
// not stored; a match of hashes is checked by writing the form.
type entry struct {
	hash            uint32
	next            int32
	lexeme, pattern int32
}

// Size returns how many folded forms the lexicon knows.
func (l *Lexicon) Size() int { return len(l.entries) }

const (
	hashSeed  = 2166136261
	hashPrime = 16777619
)

func hashOf(codes []byte) uint32 {
	h := uint32(hashSeed)
	for _, c := range codes {
		h = (h ^ uint32(c)) * hashPrime
	}
	return h ^ h>>15
}

// foldedFill appends a folded template with its slots filled and folded.
func foldedFill(dst []byte, text string, lx *lexeme) []byte {
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case c < slot1:
			dst = append(dst, c)
		case c == slotStem:
			for j := 0; j < len(lx.stem); j++ {
				if !isMark(lx.stem[j]) {
					dst = append(dst, fold(lx.stem[j]))
				}
			}
		default:
			dst = append(dst, lx.radicals[c-slot1])
		}
	}
	return dst
}
