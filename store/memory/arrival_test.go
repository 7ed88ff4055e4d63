package memory_test

import (
	"testing"

	"rawabit/internal/arrival"
	"rawabit/store"
	"rawabit/store/memory"
)

func TestArrival(t *testing.T) {
	arrival.Permutations(t, 200, func(*testing.T) store.Store { return memory.New() })
}
