package embedded

import (
	"bytes"
	"encoding/binary"
	"errors"
	"math"
	"strconv"
	"time"

	"rawabit/schema"
)

// What is stored as a body is a version byte and the fields in a fixed order:
// numbers as varints, texts with their length, lists with their number. Bodies
// are read by the hundred thousand when a store is opened.
const bodyVersion = 1

var errBody = errors.New("a stored body is damaged or of another version")

// enc writes a body.
type enc struct{ b []byte }

// newEnc begins a body that is likely to take so many bytes.
func newEnc(room int) *enc { return &enc{b: append(make([]byte, 0, room), bodyVersion)} }

func (e *enc) num(n int64)        { e.b = binary.AppendVarint(e.b, n) }
func (e *enc) float(f float64)    { e.b = binary.LittleEndian.AppendUint64(e.b, math.Float64bits(f)) }
func (e *enc) date(d schema.Date) { e.num(int64(d.Year)<<9 | int64(d.Month)<<5 | int64(d.Day)) }

func (e *enc) text(s string) {
	e.b = binary.AppendUvarint(e.b, uint64(len(s)))
	e.b = append(e.b, s...)
}

func (e *enc) flag(b bool) {
	if b {
		e.b = append(e.b, 1)
	} else {
		e.b = append(e.b, 0)
	}
}

func (e *enc) time(t time.Time) {
	if t.IsZero() {
		e.num(0)
		return
	}
	e.num(t.UnixMicro())
}

func (e *enc) roles(roles []schema.Role) {
	e.num(int64(len(roles)))
	for _, r := range roles {
		e.text(r.Name)
		e.text(string(r.Actor))
	}
}

func texts[T ~string](e *enc, list []T) {
	e.num(int64(len(list)))
	for _, s := range list {
		e.text(string(s))
	}
}

// dec reads a body. After the first error everything reads as zero.
type dec struct {
	b      []byte
	bad    bool
	shared map[string]string // texts that many bodies repeat
}

func (d *dec) open(b []byte) {
	d.b, d.bad = b, len(b) == 0 || b[0] != bodyVersion
	if !d.bad {
		d.b = b[1:]
	}
}

func (d *dec) err() error {
	if d.bad {
		return errBody
	}
	return nil
}

// more reports whether anything is left to be read.
func (d *dec) more() bool { return len(d.b) > 0 }

func (d *dec) num() int64 {
	n, size := binary.Varint(d.b)
	if size <= 0 {
		d.bad, d.b = true, nil
		return 0
	}
	d.b = d.b[size:]
	return n
}

func (d *dec) raw() []byte {
	n, size := binary.Uvarint(d.b)
	if size <= 0 || n > uint64(len(d.b)-size) {
		d.bad, d.b = true, nil
		return nil
	}
	b := d.b[size : size+int(n)]
	d.b = d.b[size+int(n):]
	return b
}

func (d *dec) text() string { return string(d.raw()) }

// word reads a text that is likely to repeat.
func (d *dec) word() string {
	b := d.raw()
	if s, ok := d.shared[string(b)]; ok {
		return s
	}
	s := string(b)
	if d.shared != nil {
		d.shared[s] = s
	}
	return s
}

func (d *dec) float() float64 {
	if len(d.b) < 8 {
		d.bad, d.b = true, nil
		return 0
	}
	f := math.Float64frombits(binary.LittleEndian.Uint64(d.b))
	d.b = d.b[8:]
	return f
}

func (d *dec) flag() bool {
	if len(d.b) == 0 {
		d.bad = true
		return false
	}
	f := d.b[0] != 0
	d.b = d.b[1:]
	return f
}

func (d *dec) date() schema.Date {
	n := d.num()
	return schema.Date{Year: int16(n >> 9), Month: uint8(n >> 5 & 15), Day: uint8(n & 31)}
}

func (d *dec) time() time.Time { return timeOf(d.num()) }

func timeOf(micros int64) time.Time {
	if micros == 0 {
		return time.Time{}
	}
	return time.UnixMicro(micros).UTC()
}

// count reads the length of a list, which cannot be longer than what is left.
func (d *dec) count() int {
	n := d.num()
	if n < 0 || n > int64(len(d.b)) {
		d.bad, d.b = true, nil
		return 0
	}
	return int(n)
}

func (d *dec) roles() []schema.Role {
	n := d.count()
	if n == 0 {
		return nil
	}
	roles := make([]schema.Role, n)
	for i := range roles {
		roles[i] = schema.Role{Name: d.word(), Actor: schema.ActorID(d.word())}
	}
	return roles
}

func readTexts[T ~string](d *dec) []T {
	n := d.count()
	if n == 0 {
		return nil
	}
	list := make([]T, n)
	for i := range list {
		list[i] = T(d.text())
	}
	return list
}

// hash is what is stored in the place of a text that is only looked up: FNV-1a of
// its bytes. It never changes.
func hash[T ~string](text T) int64 {
	h := uint64(14695981039346656037)
	for i := 0; i < len(text); i++ {
		h = (h ^ uint64(text[i])) * 1099511628211
	}
	return int64(h)
}

// hashes writes the hashes of texts as the argument of json_each.
func hashes[T ~string](list []T) string {
	b := make([]byte, 0, 20*len(list)+2)
	b = append(b, '[')
	for i, text := range list {
		if i > 0 {
			b = append(b, ',')
		}
		b = strconv.AppendInt(b, hash(text), 10)
	}
	return string(append(b, ']'))
}

// hashBytes appends the hash of a text as eight bytes.
func hashBytes[T ~string](b []byte, text T) []byte {
	return binary.BigEndian.AppendUint64(b, uint64(hash(text)))
}

// appendNumber writes a number of a list of numbers.
func appendNumber(b []byte, n int64) []byte { return append(strconv.AppendInt(b, n, 36), ',') }

// eachNumber reads a list of numbers.
func eachNumber(list []byte, visit func(int64)) error {
	for len(list) > 0 {
		end := bytes.IndexByte(list, ',')
		if end < 0 {
			return errBody
		}
		n, err := strconv.ParseInt(string(list[:end]), 36, 64)
		if err != nil {
			return errBody
		}
		visit(n)
		list = list[end+1:]
	}
	return nil
}
