// A certificate for 127.0.0.1 that proves nothing anywhere else: it is signed with its own key, which is published here. For
// local servers that a check or a test calls.

export const KEY = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgePZ6/dlup2xu7nAP
qzvPfImqaExDQzj4GRfUG1j0hUOhRANCAARz7g3GDzS+8wgppvkj4cKokqexqPqp
jRTAH00cAbg82qB6W7KXT88naMdDXCFl8KtLoXqT7YFNkO2DTKittBHl
-----END PRIVATE KEY-----
`;

/** Valid until 2120. */
export const SELF_SIGNED = `-----BEGIN CERTIFICATE-----
MIIBSjCB8aADAgECAgEBMAoGCCqGSM49BAMCMBQxEjAQBgNVBAMMCTEyNy4wLjAu
MTAgFw0yMDAxMDEwMDAwMDBaGA8yMTIwMDEwMTAwMDAwMFowFDESMBAGA1UEAwwJ
MTI3LjAuMC4xMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEc+4Nxg80vvMIKab5
I+HCqJKnsaj6qY0UwB9NHAG4PNqgeluyl0/PJ2jHQ1whZfCrS6F6k+2BTZDtg0yo
rbQR5aMyMDAwDwYDVR0RBAgwBocEfwAAATAdBgNVHQ4EFgQUupvdbzKFJCTZDNNi
purp8zFCmiYwCgYIKoZIzj0EAwIDSAAwRQIhAK1n5gudccsSpPpKu0hsrI53PZKH
Lds2v/ZgS/uqEAmMAiAVJRWxfor6NlsmMeP/wB6DlzbVZ49GICEIwAcnTANrew==
-----END CERTIFICATE-----
`;
