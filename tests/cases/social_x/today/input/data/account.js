window.YTD.account.part0 = [
  {
    "account": {
      "email": "zoe@example.org",
      "createdVia": "web",
      "username": "Zoe_C",
      "accountId": "100",
      "createdAt": "2012-01-01T00:00:00.000Z",
      "accountDisplayName": "Zoé Cartier"
    }
  }
]
