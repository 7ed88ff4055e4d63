// Package access says who may ask what: roles, API keys, JSON Web Tokens, rates,
// and which pages of other origins a browser lets in.
package access
