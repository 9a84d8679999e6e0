window.YTD.following.part0 = [
  {
    "following": {
      "accountId": "201",
      "userLink": "https://twitter.com/intent/user?user_id=201"
    }
  },
  {
    "following": {
      "accountId": "204",
      "userLink": "https://twitter.com/Cy_D"
    }
  },
  {
    "following": {}
  }
]
