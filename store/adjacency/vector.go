package adjacency

// pageSize is the number of entries in a page of a vector.
const pageSize = 256

// vector is an immutable sequence that shares its pages with its successors. The
// zero vector is empty.
type vector[T any] struct {
	pages []*[pageSize]T
	n     int
}

func (v *vector[T]) at(i uint32) T { return v.pages[i/pageSize][i%pageSize] }

// editor makes the successor of a vector. Pages are copied when first written.
type editor[T any] struct {
	v     vector[T]
	owned map[int]bool
}

func edit[T any](v vector[T]) *editor[T] {
	pages := make([]*[pageSize]T, len(v.pages), len(v.pages)+4)
	copy(pages, v.pages)
	return &editor[T]{v: vector[T]{pages: pages, n: v.n}, owned: map[int]bool{}}
}

func (e *editor[T]) set(i uint32, value T) {
	page := int(i / pageSize)
	if !e.owned[page] {
		fresh := *e.v.pages[page]
		e.v.pages[page] = &fresh
		e.owned[page] = true
	}
	e.v.pages[page][i%pageSize] = value
}

func (e *editor[T]) add(value T) uint32 {
	i := uint32(e.v.n)
	if e.v.n%pageSize == 0 {
		e.owned[len(e.v.pages)] = true
		e.v.pages = append(e.v.pages, new([pageSize]T))
	}
	e.v.n++
	e.set(i, value)
	return i
}
