package morph

// options say which forms a nominal has beside its singular.
type options uint8

const (
	withDual options = 1 << iota
	withTanwin
	withFeminine // a feminine in ة with its own dual and plural
	withUn       // sound masculine plural
	withAt       // sound feminine plural of the word itself
	isPlural     // the word itself is a plural
	isUn         // the word itself is the stem of a sound masculine plural
	isAt         // the word itself is the stem of a sound feminine plural
)

// seats spells the hamza that a stem ends in by what follows; all are empty for
// a stem that does not end in one.
type seats struct {
	free, a, u, i string
	otherU        string // a second spelling before u
	tanwin        string
}

var plainSeats = seats{tanwin: "FA"}

// hamzaSeats returns the spellings of a last hamza after what precedes it.
func hamzaSeats(prev before, connects bool) seats {
	switch prev {
	case beforeA:
		return seats{free: ">", a: ">", u: "&", i: "}", otherU: ">", tanwin: ">F"}
	case beforeI:
		return seats{free: "}", a: "}", u: "}", i: "}", tanwin: "}FA"}
	case beforeU:
		return seats{free: "&", a: "&", u: "&", i: "}", tanwin: "&FA"}
	case beforeLongA:
		return seats{free: "^", a: "^", u: "&", i: "}", otherU: "^", tanwin: "^F"}
	case beforeLongI:
		return seats{free: "^", a: "}", u: "}", i: "}", tanwin: "}FA"}
	case beforeLongU:
		return seats{free: "^", a: "^", u: "&", i: "}", otherU: "^", tanwin: "^FA"}
	}
	if connects {
		return seats{free: "^", a: "}", u: "&", i: "}", otherU: "}", tanwin: "}FA"}
	}
	return seats{free: "^", a: "^", u: "&", i: "}", otherU: "^", tanwin: "^FA"}
}

const (
	free  = Indefinite | Definite
	noMe  = Construct | Possessed
	annex = Construct | Possessed | possessedMe
	own   = Possessed | possessedMe
)

// noun is a nominal stem being inflected.
type noun struct {
	*writer
	pos     POS
	gender  Gender
	opts    options
	stem    []byte
	seats   seats
	scratch []byte
}

// nominal adds the forms of a nominal given as its underlying singular (or
// plural) without case vowel, and the kind of its end: 0, K or Y.
func (w *writer) nominal(pos POS, gender Gender, opts options, raw []byte, end byte) {
	n := noun{writer: w, pos: pos, gender: gender, opts: opts, stem: raw, seats: plainSeats}
	last := len(raw) - 1
	switch {
	case end == 'K':
		n.defective()
	case end == 'Y':
		n.maqsur()
	case raw[last] == taMarbuta && at(raw, last-1) == alef:
		n.stem = raw[:last-2]
		n.alefTa()
	case raw[last] == taMarbuta:
		n.stem = raw[:last-1]
		n.taMarbuta(opts&withAt != 0)
	case raw[last] == bareHamza:
		n.stem = raw[:last]
		n.seats = hamzaSeats(precedes(raw, last), connects(letterBefore(n.stem)))
		n.plain()
	default:
		n.plain()
	}
}

// connects reports whether a letter joins the one after it.
func connects(c byte) bool {
	switch c {
	case alef, 0x0F, 0x10, 0x11, 0x12, waw, hamza:
		return false
	}
	return true
}

// put adds a form; the hamza seat and the suffix are in notation.
func (n *noun) put(number Number, gender Gender, c Case, s State, parts ...string) {
	n.scratch = append(n.scratch[:0], n.stem...)
	for _, p := range parts {
		n.scratch = fromLatin(n.scratch, p)
	}
	if n.opts&isPlural != 0 {
		number = Plural
	}
	n.add(Features{POS: n.pos, Number: number, Gender: gender, Case: c, State: s}, n.scratch, s&free == 0)
}

func (n *noun) plain() {
	if n.opts&isUn != 0 {
		n.soundMasculine("")
		return
	}
	if n.opts&isAt != 0 {
		n.put(Plural, n.gender, anyCase, free|annex, n.seats.a, "aAt")
		return
	}
	s := n.seats
	if s.free == s.a && s.a == s.u && s.u == s.i {
		n.put(Singular, n.gender, anyCase, free|annex, s.free)
	} else {
		n.put(Singular, n.gender, anyCase, free|Construct, s.free)
		n.put(Singular, n.gender, Nominative, Possessed, s.u)
		n.put(Singular, n.gender, Accusative, Possessed, s.a)
		n.put(Singular, n.gender, Genitive, own, s.i)
	}
	if n.opts&withTanwin != 0 {
		n.put(Singular, n.gender, Accusative, Indefinite, s.tanwin)
	}
	n.rest("")
}

// rest adds dual, feminine and sound plurals to the stem and a joint.
func (n *noun) rest(joint string) {
	if n.opts&withDual != 0 {
		n.dual(n.gender, joint+n.seats.a)
	}
	if n.opts&withUn != 0 {
		n.soundMasculine(joint)
	}
	if n.opts&withAt != 0 {
		n.put(Plural, n.gender, anyCase, free|annex, joint, n.seats.a, "aAt")
	}
	if n.opts&withFeminine != 0 {
		stem, seat := n.stem, n.seats
		n.stem = fromLatin(append([]byte(nil), n.stem...), joint+n.seats.a)
		n.seats = plainSeats
		masculine := n.gender
		n.gender = Feminine
		n.taMarbuta(true)
		n.gender, n.stem, n.seats = masculine, stem, seat
	}
}

func (n *noun) dual(gender Gender, joint string) {
	n.put(Dual, gender, Nominative, free, joint, "aAni")
	n.put(Dual, gender, Nominative, annex, joint, "aA")
	n.put(Dual, gender, oblique, free, joint, "ayoni")
	n.put(Dual, gender, oblique, noMe, joint, "ayo")
	n.put(Dual, gender, oblique, possessedMe, joint, "a")
}

func (n *noun) soundMasculine(joint string) {
	s := n.seats
	n.put(Plural, Masculine, Nominative, free, joint, s.u, "uwna")
	n.put(Plural, Masculine, Nominative, noMe, joint, s.u, "uw")
	n.put(Plural, Masculine, oblique, free, joint, s.i, "iyna")
	n.put(Plural, Masculine, oblique, noMe, joint, s.i, "iy")
	n.put(Plural, Masculine, anyCase, possessedMe, joint, s.i, "i")
	if s.otherU != "" {
		n.put(Plural, Masculine, Nominative, free, joint, s.otherU, "uwna")
		n.put(Plural, Masculine, Nominative, noMe, joint, s.otherU, "uw")
	}
}

// taMarbuta adds a stem in ة.
func (n *noun) taMarbuta(plural bool) {
	n.put(Singular, n.gender, anyCase, free|Construct, "ap")
	n.put(Singular, n.gender, anyCase, own, "at")
	if n.opts&(withDual|withFeminine) != 0 {
		n.dual(n.gender, "at")
	}
	if plural {
		n.put(Plural, n.gender, anyCase, free|annex, "aAt")
	}
}

// alefTa adds a stem in اة.
func (n *noun) alefTa() {
	n.put(Singular, n.gender, anyCase, free|Construct, "aAp")
	n.put(Singular, n.gender, anyCase, own, "aAt")
	if n.opts&withDual != 0 {
		n.dual(n.gender, "aAt")
	}
	if n.opts&withAt != 0 {
		n.put(Plural, n.gender, anyCase, free|annex, "ayaAt")
		n.put(Plural, n.gender, anyCase, free|annex, "awaAt")
	}
}

// defective adds a stem in -in (قاضٍ).
func (n *noun) defective() {
	n.put(Singular, n.gender, Nominative|Genitive, Indefinite, "K")
	n.put(Singular, n.gender, anyCase, free|noMe, "iy")
	n.put(Singular, n.gender, anyCase, possessedMe, "i")
	if n.opts&withTanwin != 0 {
		n.put(Singular, n.gender, Accusative, Indefinite, "iyFA")
	}
	opts := n.opts
	if opts&withUn != 0 {
		n.soundMasculine("")
		n.opts &^= withUn
	}
	n.rest("iy")
	n.opts = opts
}

// maqsur adds a stem in ى (مستشفى).
func (n *noun) maqsur() {
	n.put(Singular, n.gender, anyCase, free|Construct, "aY")
	n.put(Singular, n.gender, anyCase, own, "aA")
	if n.opts&withDual != 0 {
		n.dual(n.gender, "ay")
	}
	if n.opts&withUn != 0 {
		n.put(Plural, Masculine, Nominative, free, "awona")
		n.put(Plural, Masculine, Nominative, noMe, "awo")
		n.put(Plural, Masculine, oblique, free, "ayona")
		n.put(Plural, Masculine, oblique, noMe, "ayo")
		n.put(Plural, Masculine, anyCase, possessedMe, "a")
	}
	if n.opts&withAt != 0 {
		n.put(Plural, n.gender, anyCase, free|annex, "ayaAt")
	}
	if n.opts&withFeminine != 0 {
		masculine := n.gender
		n.gender = Feminine
		n.put(Singular, Feminine, anyCase, free|Construct, "aAp")
		n.put(Singular, Feminine, anyCase, own, "aAt")
		n.dual(Feminine, "aAt")
		n.put(Plural, Feminine, anyCase, free|annex, "ayaAt")
		n.gender = masculine
	}
}
