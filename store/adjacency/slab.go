package adjacency

import "sync/atomic"

const chunkSize = 1024

// slab is a growing sequence of values that stay where they are. One writer
// adds; readers may read, at any time, what was added before they were told of
// it.
type slab[T any] struct {
	chunks atomic.Pointer[[]*[chunkSize]T]
	n      uint32 // for the writer alone
}

func (s *slab[T]) at(i uint32) *T {
	return &(*s.chunks.Load())[i/chunkSize][i%chunkSize]
}

// add returns the place of a further value, to be filled before anyone is told
// of it.
func (s *slab[T]) add() (uint32, *T) {
	if s.n%chunkSize == 0 {
		var chunks []*[chunkSize]T
		if old := s.chunks.Load(); old != nil {
			chunks = append(chunks, *old...)
		}
		chunks = append(chunks, new([chunkSize]T))
		s.chunks.Store(&chunks)
	}
	i := s.n
	s.n++
	return i, s.at(i)
}
