package store

import (
	"encoding/base64"
	"encoding/binary"

	"rawabit/schema"
)

// List names an ordered list that cursors point into.
type List byte

// The lists. Their values are part of the cursors and never change.
const (
	ListDateDesc         List = 'd'
	ListDateAsc          List = 'a'
	ListRecordedDesc     List = 'r'
	ListConfidenceDesc   List = 'c'
	ListRelevance        List = 'v'
	ListName             List = 'n'
	ListDegreeDesc       List = 'g'
	ListArticles         List = 'p'
	ListArticleRelations List = 's'
	ListChanges          List = 'h'
	ListDeliveries       List = 'y'
)

// List returns the list that an order of relations makes.
func (o RelationOrder) List() List {
	return [...]List{ListDateDesc, ListDateAsc, ListRecordedDesc, ListConfidenceDesc}[o]
}

// Cursor is the place of an entry in a list: what the list is ordered by, then
// the id that breaks ties. Rank is a day, a time, a score or a degree; Name is
// used by lists of names alone. To its users a cursor is an opaque text.
type Cursor struct {
	List List
	Rank int64
	Name string
	ID   string
}

const cursorVersion = 1

// Encode returns the text of the cursor.
func (c Cursor) Encode() string {
	var space [128]byte
	b := append(space[:0], cursorVersion, byte(c.List))
	b = binary.AppendVarint(b, c.Rank)
	b = binary.AppendUvarint(b, uint64(len(c.Name)))
	b = append(b, c.Name...)
	b = append(b, c.ID...)
	return base64.RawURLEncoding.EncodeToString(b)
}

// DecodeCursor reads the text of a cursor into a list. A text that is no cursor,
// or one of another list, is an error with code INVALID_INPUT.
func DecodeCursor(list List, text string) (Cursor, error) {
	bad := func(what string) (Cursor, error) {
		return Cursor{}, schema.Errorf(schema.CodeInvalid,
			"the cursor %.60q %s: pass a cursor of the same list in the same order as \"after\", or none to begin at the start", text, what)
	}
	b, err := base64.RawURLEncoding.DecodeString(text)
	if err != nil || len(b) < 4 || b[0] != cursorVersion {
		return bad("is not one that this service gave out")
	}
	if List(b[1]) != list {
		return bad("belongs to another list or order")
	}
	c := Cursor{List: list}
	b = b[2:]
	rank, n := binary.Varint(b)
	if n <= 0 {
		return bad("is damaged")
	}
	c.Rank, b = rank, b[n:]
	length, n := binary.Uvarint(b)
	if n <= 0 || length > uint64(len(b)-n) {
		return bad("is damaged")
	}
	b = b[n:]
	c.Name, c.ID = string(b[:length]), string(b[length:])
	return c, nil
}
