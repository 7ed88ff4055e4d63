package memory_test

import (
	"testing"

	"rawabit/store"
	"rawabit/store/memory"
	"rawabit/store/storetest"
)

func TestStore(t *testing.T) {
	storetest.Run(t, func(*testing.T) store.Store { return memory.New() })
}
