package watch

import (
	"hash/fnv"
	"math/bits"
	"strings"

	"rawabit/schema"
)

// fingerprint returns 64 bits that texts which differ in little have nearly in
// common: of the pairs of words of the text, each bit takes the majority.
func fingerprint(text string) uint64 {
	words := strings.Fields(schema.FoldText(text))
	var weight [64]int
	for i := range words {
		h := fnv.New64a()
		_, _ = h.Write([]byte(words[max(i-1, 0)] + " " + words[i]))
		for bit, sum := 0, mix(h.Sum64()); bit < 64; bit++ {
			if sum&(1<<bit) != 0 {
				weight[bit]++
			} else {
				weight[bit]--
			}
		}
	}
	var print uint64
	for bit, w := range weight {
		if w > 0 {
			print |= 1 << bit
		}
	}
	return print
}

// mix spreads a hash over all bits.
func mix(h uint64) uint64 {
	h ^= h >> 33
	h *= 0xff51afd7ed558ccd
	h ^= h >> 33
	h *= 0xc4ceb9fe1a85ec53
	return h ^ h>>33
}

// nearBits is in how many bits the fingerprints of nearly equal texts differ.
const nearBits = 3

func near(a, b uint64) bool { return bits.OnesCount64(a^b) <= nearBits }
