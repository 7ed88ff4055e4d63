package neo4jstore_test

import (
	"testing"

	"rawabit/internal/arrival"
	"rawabit/store"
)

func TestArrival(t *testing.T) {
	arrival.Permutations(t, 1, func(t *testing.T) store.Store { return open(t) })
}
